package dev.warren.system.bench;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Orders that were accepted.
 *
 * @param from when the first was due, by this machine's clock
 * @param lastedNanos until the last was accepted
 */
record Placed(Instant from, long lastedNanos, List<Order> orders) {

    /**
     * @param dueNanos when it should have left, in nanoseconds since the first
     * @param acceptedNanos when its 202 was there, likewise
     */
    record Order(UUID id, long dueNanos, long acceptedNanos) {}
}
