package dev.warren.users;

import java.time.Instant;

/**
 * The event that was said last about an order's credit. Said again with the same sequence and time it is the same message.
 *
 * @param sequence 1 for the order's first credit event, then without a gap
 */
public record Answer(long sequence, Instant at) {

    static Answer first(Instant now) {
        return new Answer(1, now);
    }

    Answer next(Instant now) {
        return new Answer(sequence + 1, now);
    }
}
