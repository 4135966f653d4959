package dev.warren.orders.saga;

import java.time.Instant;

/**
 * How far an order has come.
 *
 * @param sequence of the last event it said, from 1
 * @param updatedAt when it last changed; equal to the time of its last event unless an answer was noted since
 */
public record Progress(long sequence, Instant placedAt, Instant updatedAt) {

    static Progress start(Instant now) {
        return new Progress(1, now, now);
    }

    /** One more event is said. */
    Progress next(Instant now) {
        return new Progress(sequence + 1, placedAt, now);
    }

    /** Something is noted and nothing said. */
    Progress noted(Instant now) {
        return new Progress(sequence, placedAt, now);
    }
}
