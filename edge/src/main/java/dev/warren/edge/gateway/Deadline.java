package dev.warren.edge.gateway;

import java.time.Duration;

/**
 * The moment at which a caller stops waiting. It travels as what is left of it, because clocks differ, in the header that Envoy and
 * Istio use for this.
 *
 * @param nanos by {@link System#nanoTime()}
 */
record Deadline(long nanos) {

    /** In milliseconds, a whole number. */
    static final String HEADER = "X-Envoy-Expected-Rq-Timeout-Ms";

    static Deadline in(Duration time) {
        return new Deadline(System.nanoTime() + time.toNanos());
    }

    /** @return not negative */
    Duration left() {
        return Duration.ofNanos(Math.max(0, nanos - System.nanoTime()));
    }

    /**
     * How long a caller waits.
     *
     * @param said what it says itself in {@link #HEADER}, if it does; what is no number of milliseconds is as if it was not said
     * @param most if it says nothing, or more
     */
    static Duration patience(String said, Duration most) {
        if (said == null || !said.matches("[0-9]{1,9}")) {
            return most;
        }
        Duration asked = Duration.ofMillis(Long.parseLong(said));
        return asked.compareTo(most) < 0 ? asked : most;
    }
}
