package dev.warren.system.crash;

import dev.warren.messaging.FailPoint;

/**
 * A crash to come: the service halts when it reaches the point for the n-th time after its start.
 *
 * @param nth from 1
 */
record Crash(String service, FailPoint point, int nth) {

    String flag() {
        return "-Dwarren.fail-point=" + point + ":" + nth;
    }

    @Override
    public String toString() {
        return "%s at %s:%d".formatted(service, point, nth);
    }
}
