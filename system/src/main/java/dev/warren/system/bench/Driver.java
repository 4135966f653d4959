package dev.warren.system.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.warren.system.load.Orders;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/**
 * Places orders, each with an idempotency key, over a number of connections with a thread each. An order that is due while all of
 * them wait for answers leaves late, and its time runs from when it was due.
 */
final class Driver {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Enough that neighbours differ in user, article and amount. */
    private static final int DIFFERENT_ORDERS = 1_000;

    private final Subject subject;
    private final int connections;
    private final List<byte[]> bodies;

    /** @param users whose credit is large enough */
    Driver(Subject subject, int connections, List<String> users) {
        this.subject = subject;
        this.connections = connections;
        this.bodies = IntStream.range(0, DIFFERENT_ORDERS)
                .mapToObj(n -> body(n, users))
                .toList();
    }

    private static byte[] body(int n, List<String> users) {
        try {
            return JSON.writeValueAsBytes(
                    Orders.order(users.get(n % users.size()), "sku-" + n % 97, 1 + n % 3, "9.99", "pm_card_visa"));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an order is always fit for JSON", e);
        }
    }

    /**
     * Blocks until the last order is accepted.
     *
     * @param progress told the number of accepted orders, now and then
     */
    Placed place(Stint stint, IntConsumer progress) throws InterruptedException, ExecutionException {
        var from = Instant.now();
        var run = new Run(stint, System.nanoTime(), progress);
        var all = new ArrayList<Placed.Order>();
        try (var threads = Executors.newFixedThreadPool(connections)) {
            for (var orders : threads.invokeAll(Collections.nCopies(connections, run))) {
                all.addAll(orders.get());
            }
        }
        long last = all.stream().mapToLong(Placed.Order::acceptedNanos).max().orElseThrow();
        return new Placed(from, last, all);
    }

    /** What every thread does. */
    private final class Run implements Callable<List<Placed.Order>> {
        private static final int TOLD_EVERY = 50;

        private final Stint stint;
        private final long start;
        private final IntConsumer progress;
        private final String keys = UUID.randomUUID().toString();
        private final AtomicInteger next = new AtomicInteger();

        Run(Stint stint, long start, IntConsumer progress) {
            this.stint = stint;
            this.start = start;
            this.progress = progress;
        }

        @Override
        public List<Placed.Order> call() throws Exception {
            var mine = new ArrayList<Placed.Order>();
            try (var connection = new OrderConnection(subject.front(), subject.token())) {
                for (int n = next.getAndIncrement(); n < stint.orders(); n = next.getAndIncrement()) {
                    long due = stint.pace().due(n, now());
                    waitUntil(due);
                    UUID id = connection.place(bodies.get(n % bodies.size()), keys + "-" + n);
                    mine.add(new Placed.Order(id, due, now()));
                    if (n % TOLD_EVERY == 0) {
                        progress.accept(n);
                    }
                }
            }
            return mine;
        }

        private long now() {
            return System.nanoTime() - start;
        }

        private void waitUntil(long due) {
            for (long left = due - now(); left > 0; left = due - now()) {
                LockSupport.parkNanos(left);
            }
        }
    }
}
