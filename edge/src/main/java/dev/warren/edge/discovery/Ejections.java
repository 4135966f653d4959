package dev.warren.edge.discovery;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Instances that failed lately and are better left alone for a while: twice as long after every further failure in a row, up to a
 * bound; the first success ends it. Pure but for its map; time comes from the caller. Thread-safe.
 */
final class Ejections {

    /** Enough for any number of instances at a time; what is older is of instances that are long gone. */
    private static final int MANY = 1_000;

    private record Ejection(int failures, Instant until) {}

    private final Duration first;
    private final Duration longest;
    private final Map<UUID, Ejection> ejected = new ConcurrentHashMap<>();

    /**
     * @param first how long after a first failure
     * @param longest how long after many in a row
     */
    Ejections(Duration first, Duration longest) {
        this.first = first;
        this.longest = longest;
    }

    /** @return whether that ejects it: not, if it was ejected already, as calls under way when it failed tell nothing new */
    boolean failed(UUID instance, Instant now) {
        if (isEjected(instance, now)) {
            return false;
        }
        forgetTheGone(now);
        ejected.compute(instance, (id, last) -> {
            int failures = last == null ? 1 : last.failures() + 1;
            return new Ejection(failures, now.plus(duration(failures)));
        });
        return true;
    }

    /** @return whether it had failed before */
    boolean succeeded(UUID instance) {
        // Nearly always there is nothing to remove, and a look takes no lock.
        return ejected.containsKey(instance) && ejected.remove(instance) != null;
    }

    boolean isEjected(UUID instance, Instant now) {
        Ejection ejection = ejected.get(instance);
        return ejection != null && now.isBefore(ejection.until());
    }

    /** How many are left alone now; one that is gone may be among them until its time is over. */
    long count(Instant now) {
        return ejected.values().stream()
                .filter(ejection -> now.isBefore(ejection.until()))
                .count();
    }

    private Duration duration(int failures) {
        Duration doubled = first.multipliedBy(1L << Math.min(failures - 1, 20));
        return doubled.compareTo(longest) < 0 ? doubled : longest;
    }

    private void forgetTheGone(Instant now) {
        if (ejected.size() >= MANY) {
            ejected.values().removeIf(ejection -> ejection.until().isBefore(now));
        }
    }
}
