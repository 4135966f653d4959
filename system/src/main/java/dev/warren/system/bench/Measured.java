package dev.warren.system.bench;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * What one stint has shown.
 *
 * @param acceptedPerSecond orders accepted, from the first that was due to the last answer
 * @param ordersPerSecond orders confirmed, from the first that was due to the last confirmation
 * @param accepted from when an order was due to its 202
 * @param confirmed from when an order was due to its confirmation
 * @param cpuMsPerOrder by process, until all that follows from the orders was done
 */
record Measured(
        Stint stint,
        double acceptedPerSecond,
        double ordersPerSecond,
        Latency accepted,
        Latency confirmed,
        Map<String, Double> cpuMsPerOrder) {

    /** @param confirmed when each order was */
    static Measured of(Stint stint, Placed placed, Map<UUID, Instant> confirmed, Map<String, Double> cpuMsPerOrder) {
        long[] confirmedNanos = placed.orders().stream()
                .mapToLong(order -> Duration.between(placed.from(), confirmed.get(order.id()))
                        .toNanos())
                .toArray();
        long last = Arrays.stream(confirmedNanos).max().orElseThrow();
        var orders = placed.orders();
        return new Measured(
                stint,
                orders.size() * 1e9 / placed.lastedNanos(),
                orders.size() * 1e9 / last,
                Latency.ofNanos(orders.stream().mapToLong(order -> order.acceptedNanos() - order.dueNanos())),
                Latency.ofNanos(IntStream.range(0, orders.size())
                        .mapToLong(n -> confirmedNanos[n] - orders.get(n).dueNanos())),
                cpuMsPerOrder);
    }
}
