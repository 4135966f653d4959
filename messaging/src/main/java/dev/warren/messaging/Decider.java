package dev.warren.messaging;

import java.time.Instant;

/**
 * The business of one service: what each input means to the aggregate it is about.
 *
 * <p>Both methods are pure: no clock, no I/O, no shared state. The runtime calls them inside a transaction and may call
 * them again with the same arguments after a rollback. An exception has
 * the message that caused it tried again, up the retry ladder, and parked in the end; a contradiction is parked at once.
 *
 * @param <K> key of an aggregate; its order is the order in which rows are locked
 * @param <S> state of an aggregate, immutable and compared by {@code equals}: an equal state is not written again
 * @param <I> inputs: events heard, commands, passed deadlines, results of effects; a sealed type
 * @param <F> effects to perform outside the database; a sealed type, or {@link Void} where there are none
 */
public interface Decider<K extends Comparable<K>, S, I, F> {

    /**
     * What an event that was heard means here. Called only with events of the types that the participant hears.
     *
     * @param sequence the version of the event's aggregate: tells older from newer, as deliveries come in any order
     */
    I hear(Object event, long sequence);

    /** The aggregate that the input is about. */
    K key(I input);

    /**
     * Decides what becomes of an aggregate.
     *
     * @param state the state as stored, or null if there is no such aggregate yet
     * @param now the time of the batch in whole milliseconds
     */
    Decision<S, F> decide(S state, I input, Instant now);

    /**
     * Decides about an event that is told again from the journal; called only where the participant {@link Participant#catchesUp}. By
     * default as about any other. A decision that asks for an effect is not carried out at all, because the state that waits for it would
     * ask again; to be overridden where a state without an effect would lead to one by its deadline.
     */
    default Decision<S, F> recall(S state, I input, Instant now) {
        return decide(state, input, now);
    }
}
