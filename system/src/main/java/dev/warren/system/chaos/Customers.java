package dev.warren.system.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import dev.warren.local.Await;
import dev.warren.system.check.Amount;
import dev.warren.system.check.Call.Cancel;
import dev.warren.system.check.Call.Look;
import dev.warren.system.check.Call.Place;
import dev.warren.system.check.Call.Request;
import dev.warren.system.check.ClientHistory;
import dev.warren.system.load.Edge;
import dev.warren.system.load.Edge.Answer;
import dev.warren.system.load.Orders;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The load: one customer for each order, at an even pace that no trouble slows down. A customer places an order under a key,
 * looks at it, perhaps cancels it; an answer that is unknown is asked for again with the same key when the trouble is over. Every
 * call is written down.
 */
final class Customers {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration TRY_AGAIN = Duration.ofSeconds(90);
    private static final int RICH = 30;
    private static final int POOR = 3;

    private final long seed;
    private final Edge orders;
    private final Edge users;
    private final ClientHistory history;
    private final List<UUID> userIds = new ArrayList<>();
    private final AtomicInteger accepted = new AtomicInteger();
    /** What still has no certain answer, by the number of the customer. */
    private final Map<Integer, Unanswered> unanswered = new ConcurrentHashMap<>();

    private final Map<Integer, UUID> placed = new ConcurrentHashMap<>();

    private record Unanswered(String path, Object body, Map<String, String> headers, Request request) {}

    Customers(long seed, Edge orders, Edge users, ClientHistory history) {
        this.seed = seed;
        this.orders = orders.within(PATIENCE);
        this.users = users;
        this.history = history;
    }

    /** Most have credit for everything that they want, some soon have none left. */
    void register() throws IOException {
        for (int n = 0; n < RICH + POOR; n++) {
            var body =
                    Orders.user("Customer " + n, "customer" + n + "@example.com", n < RICH ? "100000000.00" : "100.00");
            userIds.add(UUID.fromString(
                    users.post("/users", body).expect(201).get("id").asText()));
        }
    }

    /** How many orders were accepted so far. */
    int accepted() {
        return accepted.get();
    }

    /**
     * Lets customers place orders, evenly over that time, and blocks until the last one has an answer or none.
     *
     * @param from the number of the first customer
     * @param to the number after that of the last
     */
    void shop(int from, int to, Duration over) {
        long interval = over.toNanos() / (to - from);
        // Closing waits for what is scheduled, the pace first.
        try (var threads = Executors.newVirtualThreadPerTaskExecutor();
                var pace = Executors.newSingleThreadScheduledExecutor()) {
            for (int n = from; n < to; n++) {
                int customer = n;
                pace.schedule(
                        () -> threads.execute(() -> visit(customer)), interval * (n - from), TimeUnit.NANOSECONDS);
            }
        }
    }

    private void visit(int n) {
        Wish wish = Wish.of(seed, n, userIds.size());
        UUID user = userIds.get(wish.user());
        String key = "chaos-" + seed + "-" + n;
        var placing = new Unanswered(
                "/orders",
                Orders.order(user.toString(), "sku-" + n % 97, wish.quantity(), "9.99", wish.paymentMethod()),
                Map.of("Idempotency-Key", key),
                new Place(user, key, new Amount(wish.quantity() * Wish.PRICE, "EUR")));
        if (ask(n, placing).isEmpty()) {
            return;
        }
        UUID order = placed.get(n);
        if (wish.cancelAfterMillis() >= 0) {
            pause(wish.cancelAfterMillis());
            ask(n, new Unanswered("/orders/" + order + "/cancel", Map.of(), Map.of(), new Cancel(order)));
        } else {
            look(n, order);
        }
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Asks everything again that has no answer yet, until each has one; what has none in the end, the checker finds. */
    void askAgain() {
        Await.until(TRY_AGAIN, () -> {
            unanswered.forEach(this::ask);
            return unanswered.isEmpty();
        });
    }

    /** Every customer looks once more. */
    void lookAgain() {
        try (var threads = Executors.newFixedThreadPool(8)) {
            placed.forEach((n, order) -> threads.execute(() -> look(n, order)));
        }
    }

    private void look(int n, UUID order) {
        long call = history.invoke(client(n), new Look(order));
        try {
            note(call, orders.get("/orders/" + order));
        } catch (IOException e) {
            history.unknown(call, e.toString());
        }
    }

    private Optional<JsonNode> ask(int n, Unanswered asked) {
        long call = history.invoke(client(n), asked.request());
        try {
            Answer answer = orders.post(asked.path(), asked.body(), asked.headers());
            note(call, answer);
            if (answer.status() == 202) {
                unanswered.remove(n);
                if (asked.request() instanceof Place) {
                    placed.put(n, UUID.fromString(answer.body().get("id").asText()));
                    accepted.incrementAndGet();
                }
                return Optional.of(answer.body());
            }
            if (answer.status() < 500) {
                unanswered.remove(n);
                return Optional.empty();
            }
        } catch (IOException e) {
            history.unknown(call, e.toString());
        }
        unanswered.put(n, asked);
        return Optional.empty();
    }

    private void note(long call, Answer answer) {
        if (answer.status() == 200 || answer.status() == 202) {
            JsonNode order = answer.body();
            history.ok(
                    call,
                    UUID.fromString(order.get("id").asText()),
                    order.get("status").asText(),
                    order.get("settled").asBoolean());
        } else if (answer.status() >= 500) {
            history.unknown(call, "answered " + answer.status());
        } else {
            history.fail(call, answer.status());
        }
    }

    private static String client(int n) {
        return "customer-" + n;
    }
}
