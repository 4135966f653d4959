package dev.warren.system.simulation;

import dev.warren.messaging.Decider;
import dev.warren.messaging.Decision;
import java.time.Instant;

/** A decider that is watched. */
record Noted<K extends Comparable<K>, S, I, F>(Decider<K, S, I, F> decider, Watcher<S, I, F> watcher)
        implements Decider<K, S, I, F> {

    /** Is told every decision, whether or not it is stored. */
    interface Watcher<S, I, F> {
        void decided(S state, I input, Instant now, Decision<S, F> decision);
    }

    @Override
    public I hear(Object event, long sequence) {
        return decider.hear(event, sequence);
    }

    @Override
    public K key(I input) {
        return decider.key(input);
    }

    @Override
    public Decision<S, F> decide(S state, I input, Instant now) {
        var decision = decider.decide(state, input, now);
        watcher.decided(state, input, now, decision);
        return decision;
    }
}
