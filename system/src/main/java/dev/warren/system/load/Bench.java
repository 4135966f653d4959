package dev.warren.system.load;

import com.fasterxml.jackson.databind.JsonNode;
import dev.warren.local.Await;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.IntConsumer;

/** Measures a running system: a closed-loop load, until every order has ended. */
public final class Bench {

    private static final Duration LONGEST = Duration.ofMinutes(10);

    private final Edge orders;
    private final Load load;
    private final Map<String, Long> pids;

    /** @param pids the processes whose CPU time is told, by name */
    public Bench(Edge orders, Edge users, Map<String, Long> pids) {
        this.orders = orders;
        this.load = new Load(orders, users);
        this.pids = pids;
    }

    /**
     * What was measured.
     *
     * @param acceptedPerSecond orders accepted, while they were being placed
     * @param ordersPerSecond orders that ended, from the first request to the last confirmation
     * @param acceptMillis 50th, 95th and 99th percentile of the time to the 202
     * @param endToEndMillis the same of the time from placing to confirmation, by the server's clock
     */
    public record Figures(
            int orders,
            int connections,
            double acceptedPerSecond,
            double ordersPerSecond,
            Map<String, Double> acceptMillis,
            Map<String, Double> endToEndMillis,
            Map<String, Double> cpuMsPerOrder) {}

    /** Places the orders and returns when all have ended. Blocks for as long as that takes, ten minutes at most. */
    public Figures run(int count, int connections, IntConsumer progress)
            throws IOException, InterruptedException, ExecutionException {
        var users = load.registerUsers();
        var before = Cpu.of(pids);
        var placed = load.place(count, connections, users, progress);
        var ended = placed.ids().stream().map(this::ended).toList();
        var cpu = Cpu.of(pids).perOrderSince(before, count);
        var last = ended.stream()
                .map(o -> instant(o, "updatedAt"))
                .max(Instant::compareTo)
                .orElseThrow();
        var journeys = ended.stream()
                .map(o -> (double) Duration.between(instant(o, "placedAt"), instant(o, "updatedAt"))
                        .toMillis())
                .sorted()
                .toList();
        return new Figures(
                count,
                connections,
                count / seconds(placed.took()),
                count / seconds(Duration.between(placed.from(), last)),
                percentiles(placed.acceptMillis()),
                percentiles(journeys),
                cpu);
    }

    private JsonNode ended(String id) {
        if (!Await.until(
                LONGEST,
                () -> !List.of("PLACED", "CREDIT_RESERVED")
                        .contains(order(id).get("status").asText()))) {
            throw new IllegalStateException("order %s has not ended within %s: %s".formatted(id, LONGEST, order(id)));
        }
        return order(id);
    }

    private JsonNode order(String id) {
        try {
            return orders.get("/orders/" + id).expect(200);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Instant instant(JsonNode order, String field) {
        return Instant.parse(order.get(field).asText());
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }

    private static Map<String, Double> percentiles(List<Double> sorted) {
        return Map.of("p50", at(sorted, 0.50), "p95", at(sorted, 0.95), "p99", at(sorted, 0.99));
    }

    private static double at(List<Double> sorted, double share) {
        return sorted.get((int) Math.ceil(share * sorted.size()) - 1);
    }
}
