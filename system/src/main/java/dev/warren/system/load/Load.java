package dev.warren.system.load;

import dev.warren.system.load.Edge.Answer;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/**
 * A closed-loop load: a number of clients, each of which places its next order when its last was accepted.
 *
 * <p>Every order carries an idempotency key, and an answer that was lost or unavailable is asked for again with the same key, as a careful client does.
 */
public final class Load {

    private static final int USERS = 50;

    /** Half of the shortest Retry-After, which keeps tests short; half a minute in all, longer than any restart takes. */
    private final Retry retry = Retry.of(
            "order",
            RetryConfig.<Answer>custom()
                    .maxAttempts(60)
                    .waitDuration(Duration.ofMillis(500))
                    .retryExceptions(IOException.class)
                    .retryOnResult(answer -> answer.status() > 500)
                    .build());

    private final Edge orders;
    private final Edge users;

    public Load(Edge orders, Edge users) {
        this.orders = orders;
        this.users = users;
    }

    /**
     * What a load has done.
     *
     * @param ids the accepted orders, in no order
     * @param acceptMillis how long each took to be accepted, sorted
     * @param took from the first request to the last answer
     */
    public record Placed(List<String> ids, List<Double> acceptMillis, Instant from, Duration took) {}

    /** Registers the users that orders are placed for. */
    public List<String> registerUsers() throws IOException {
        return registerUsers(users);
    }

    /** The same for whoever places the orders. */
    public static List<String> registerUsers(Edge users) throws IOException {
        var ids = new ArrayList<String>();
        for (int i = 0; i < USERS; i++) {
            var body = Orders.user("Customer " + i, "customer" + i + "@example.com", "100000000.00");
            ids.add(users.post("/users", body).expect(201).get("id").asText());
        }
        return ids;
    }

    /**
     * Places orders; blocks until the last is accepted.
     *
     * @param progress told the number of accepted orders after each
     */
    public Placed place(int count, int clients, List<String> userIds, IntConsumer progress)
            throws InterruptedException, ExecutionException {
        var next = new AtomicInteger();
        var accepted = new AtomicInteger();
        record One(String id, double millis) {}
        Callable<List<One>> client = () -> {
            var mine = new ArrayList<One>();
            for (int n = next.getAndIncrement(); n < count; n = next.getAndIncrement()) {
                long start = System.nanoTime();
                String order = place(n, userIds);
                mine.add(new One(order, (System.nanoTime() - start) / 1e6));
                progress.accept(accepted.incrementAndGet());
            }
            return mine;
        };
        var from = Instant.now();
        long start = System.nanoTime();
        var all = new ArrayList<One>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var future : threads.invokeAll(Collections.nCopies(clients, client))) {
                all.addAll(future.get());
            }
        }
        var took = Duration.ofNanos(System.nanoTime() - start);
        return new Placed(
                all.stream().map(One::id).toList(),
                all.stream().map(One::millis).sorted().toList(),
                from,
                took);
    }

    /**
     * Places the n-th order, and blocks until it is accepted.
     *
     * @return its id
     */
    public String place(int n, List<String> userIds) throws Exception {
        var body = Orders.order(userIds.get(n % userIds.size()), "sku-" + n % 97, 1 + n % 3, "9.99", "pm_card_visa");
        var key = Map.of("Idempotency-Key", UUID.randomUUID().toString());
        return retry.executeCallable(() -> orders.post("/orders", body, key))
                .expect(202)
                .get("id")
                .asText();
    }
}
