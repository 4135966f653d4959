package dev.warren.messaging;

import java.time.Instant;

/**
 * An event that an aggregate says.
 *
 * <p>Its message id follows from the subject, the sequence and the time. Saying an event again with the sequence and time
 * that it had gives the same id, so whoever has handled it skips it.
 *
 * @param event an event of the service's {@link Contract}
 * @param sequence the aggregate's version: 1 for its first event, then without a gap
 * @param at when it happened, in whole milliseconds
 */
public record Said(Object event, long sequence, Instant at) {

    public Said {
        if (sequence < 1) {
            throw new IllegalArgumentException("the sequence of an event starts at 1 but was " + sequence);
        }
    }
}
