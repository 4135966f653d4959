package dev.warren.system.simulation;

import dev.warren.messaging.Decider;
import dev.warren.messaging.Decision;
import java.time.Instant;
import java.util.function.BiConsumer;

/** A decider that notes which of its cells are asked for. */
record Counted<K extends Comparable<K>, S, I, F>(Decider<K, S, I, F> decider, BiConsumer<S, I> note)
        implements Decider<K, S, I, F> {

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
        note.accept(state, input);
        return decider.decide(state, input, now);
    }
}
