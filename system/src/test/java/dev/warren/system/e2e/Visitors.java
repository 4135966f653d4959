package dev.warren.system.e2e;

import dev.warren.system.load.Edge;
import dev.warren.system.load.Edge.Answer;
import dev.warren.system.load.Orders;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Idempotent requests for every service through one edge, at an even pace that no trouble slows down. Whatever is answered otherwise
 * than it should be is written down.
 */
final class Visitors implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int USERS = 4;
    /** Of so many requests, one places an order. */
    private static final int ORDERS = 10;

    /** So that no instance is cold when the pace is set, and the machine has time for all of them. */
    private static final int WARM_UP = 400;

    private final Edge edge;
    private final List<String> users = new ArrayList<>();
    private final List<String> paths = new ArrayList<>();
    private final AtomicLong asked = new AtomicLong();
    private final Queue<Failure> failures = new ConcurrentLinkedQueue<>();
    private final Queue<String> accepted = new ConcurrentLinkedQueue<>();
    private final ScheduledExecutorService pace = Executors.newSingleThreadScheduledExecutor();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    /** A request whose answer was lost or wrong. */
    record Failure(Instant askedAt, Instant at, String request, String why) {

        boolean wasUnderWay(Instant moment) {
            return !askedAt.isAfter(moment) && !at.isBefore(moment);
        }
    }

    Visitors(Edge edge) {
        this.edge = edge.within(PATIENCE);
    }

    /**
     * Registers users and places an order for each, and asks some hundred times, one after the other; then so many requests a second are
     * made until the visitors are closed.
     */
    void visit(int perSecond) throws IOException {
        for (int n = 0; n < USERS; n++) {
            var body = Orders.user("Visitor " + n, "visitor" + n + "@example.com", "1000000.00");
            String user = edge.post("/users", body).expect(201).get("id").asText();
            users.add(user);
            String order = place(user).expect(202).get("id").asText();
            accepted.add(order);
            paths.addAll(List.of(
                    "/users/" + user,
                    "/orders/" + order,
                    "/payments?orderId=" + order,
                    "/notifications?orderId=" + order));
        }
        for (int n = 0; n < WARM_UP; n++) {
            ask();
        }
        pace.scheduleAtFixedRate(() -> threads.execute(this::ask), 0, 1_000_000 / perSecond, TimeUnit.MICROSECONDS);
    }

    private void ask() {
        long n = asked.getAndIncrement();
        boolean places = n % ORDERS == 0;
        String path = paths.get((int) (n % paths.size()));
        String request = places ? "POST /orders" : "GET " + path;
        Instant askedAt = Instant.now();
        try {
            Answer answer = places ? place(users.get((int) (n % users.size()))) : edge.get(path);
            if (answer.status() != (places ? 202 : 200)) {
                failures.add(new Failure(askedAt, Instant.now(), request, answer.status() + " " + answer.body()));
            } else if (places) {
                accepted.add(answer.body().get("id").asText());
            }
        } catch (IOException e) {
            failures.add(new Failure(askedAt, Instant.now(), request, e.toString()));
        }
    }

    private Answer place(String user) throws IOException {
        var key = Map.of("Idempotency-Key", UUID.randomUUID().toString());
        return edge.post("/orders", Orders.order(user, "book", 1, "1.50", "pm_card_visa"), key);
    }

    /** How many requests were made so far. */
    long asked() {
        return asked.get();
    }

    List<Failure> failures() {
        return List.copyOf(failures);
    }

    /** The orders that were accepted. */
    List<String> accepted() {
        return List.copyOf(accepted);
    }

    /** Asks nothing more, and blocks until everything is answered. */
    @Override
    public void close() {
        pace.shutdownNow();
        threads.close();
    }
}
