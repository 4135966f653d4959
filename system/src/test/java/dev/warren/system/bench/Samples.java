package dev.warren.system.bench;

import dev.warren.system.check.Violation;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;

/** Measurements that nobody has made. */
final class Samples {
    private static final int ORDERS = 1_000;
    private static final Latency FIVE_MILLIS = Latency.ofNanos(LongStream.of(5_000_000));

    private Samples() {}

    static Measurement measurement(List<Violation> violations) {
        return new Measurement(
                Instant.parse("2026-11-22T12:00:00Z"),
                Map.of("processors", "2 × abacus"),
                new Plan(500, ORDERS, 64, List.of(50), Duration.ofSeconds(20), Duration.ofSeconds(9), 1),
                List.of("--quorum-queue"),
                "its commit",
                "record",
                List.of(run(600, 24_000)),
                List.of(measured(Stint.closed("with mails", ORDERS), 300)),
                violations);
    }

    /** @param limit messages a second */
    static Run run(double ordersPerSecond, double limit) {
        var counts = new LinkedHashMap<String, Double>();
        counts.put(Work.MESSAGES, 6.0 * ORDERS);
        counts.put(Work.STATEMENTS, 2.5 * ORDERS);
        var sizes = new TreeMap<>(Map.of(1.0, 10.0, Double.POSITIVE_INFINITY, 40.0));
        return new Run(
                measured(Stint.closed(Stint.CLOSED, ORDERS), ordersPerSecond),
                new Work(
                        counts,
                        Map.of("order-service", 1024.0 * ORDERS),
                        Map.of("order-service", new Batches(40, 400, sizes))),
                new Limit(limit),
                List.of(measured(Stint.open(50, Duration.ofSeconds(20)), 50)));
    }

    private static Measured measured(Stint stint, double ordersPerSecond) {
        var cpu = new LinkedHashMap<String, Double>();
        cpu.put("order-service", 1.25);
        cpu.put(CpuTime.DRIVER, 0.5);
        cpu.put(CpuTime.OTHERS, 9.0);
        return new Measured(stint, 700, ordersPerSecond, FIVE_MILLIS, FIVE_MILLIS, cpu);
    }
}
