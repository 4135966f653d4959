package dev.warren.system.simulation;

import dev.warren.messaging.Decider;
import dev.warren.messaging.Decision;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * A decider that now and then throws over an event, as over a defect that passes with the next deployment. No event fails so often
 * that it would be parked: it climbs the retry ladder and is handled.
 */
final class Failing<K extends Comparable<K>, S, I, F> implements Decider<K, S, I, F> {

    /** One more would park it. */
    private static final int MOST_FAILURES = 9;

    private final Decider<K, S, I, F> decider;
    private final Chance chance;

    /** Inputs that came as events, and how often each has failed. */
    private final Map<I, Integer> heard = new HashMap<>();

    Failing(Decider<K, S, I, F> decider, Chance chance) {
        this.decider = decider;
        this.chance = chance;
    }

    /** Only its message matters. */
    private static final class Defect extends RuntimeException {
        Defect() {
            super("a defect that passes", null, false, false);
        }
    }

    @Override
    public I hear(Object event, long sequence) {
        I input = decider.hear(event, sequence);
        heard.putIfAbsent(input, 0);
        return input;
    }

    @Override
    public K key(I input) {
        return decider.key(input);
    }

    @Override
    public Decision<S, F> decide(S state, I input, Instant now) {
        Integer failures = heard.get(input);
        if (failures != null && failures < MOST_FAILURES && chance.happens(Fault.DECISION_FAILS)) {
            heard.put(input, failures + 1);
            throw new Defect();
        }
        return decider.decide(state, input, now);
    }
}
