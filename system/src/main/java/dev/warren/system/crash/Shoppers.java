package dev.warren.system.crash;

import com.fasterxml.jackson.databind.JsonNode;
import dev.warren.system.check.Amount;
import dev.warren.system.check.Call;
import dev.warren.system.check.ClientHistory;
import dev.warren.system.load.Edge;
import dev.warren.system.load.Edge.Answer;
import dev.warren.system.load.Orders;
import dev.warren.system.rig.Rig;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The load: orders at an even pace as long as they are taken, one in ten cancelled, each asked for with its key until it is answered, and everything written
 * down. Thread-safe.
 */
final class Shoppers {

    private static final int USERS = 20;
    private static final int PRICE_MINOR = 999;
    private static final Duration PACE = Duration.ofMillis(100);

    /** So many at a time: while the service is down they would pile up, and all of them keep asking. */
    private static final int INSIDE = 16;

    private static final Duration LAST_ANSWER = Duration.ofMinutes(3);

    /** One in seven payments is slower than the order waits, and some are answered only when asked again: both make deadlines pass. */
    private static final List<String> METHODS = List.of(
            "pm_card_visa",
            "pm_card_visa",
            "pm_card_flaky",
            "pm_card_visa",
            "pm_card_slow",
            "pm_card_lost_reply",
            "pm_card_declined");

    /** For an hour: with work waiting for it a service may crash at one start after the other before it answers anybody. */
    private final Retry retry = Retry.of(
            "shopper",
            RetryConfig.<Answer>custom()
                    .maxAttempts(7200)
                    .waitDuration(Duration.ofMillis(500))
                    .retryExceptions(IOException.class)
                    .retryOnResult(answer -> answer.status() >= 500)
                    .build());

    private final Edge orders;
    private final ClientHistory history;
    private final List<UUID> users;
    private final Random random;
    private final AtomicInteger shoppers = new AtomicInteger();
    private final ConcurrentLinkedQueue<String> trouble = new ConcurrentLinkedQueue<>();
    private final ScheduledExecutorService pace = Executors.newSingleThreadScheduledExecutor();
    private final Semaphore places = new Semaphore(INSIDE);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    private Shoppers(Edge orders, List<UUID> users, ClientHistory history, long seed) {
        this.orders = orders;
        this.users = users;
        this.history = history;
        this.random = new Random(seed);
    }

    /** Registers the users; the services must be ready. */
    static Shoppers of(Rig rig, ClientHistory history, long seed) throws IOException {
        var users = new ArrayList<UUID>();
        for (int i = 0; i < USERS; i++) {
            var body = Orders.user("Customer " + i, "customer" + i + "@example.com", "100000000.00");
            users.add(UUID.fromString(rig.edge("user-service")
                    .post("/users", body)
                    .expect(201)
                    .get("id")
                    .asText()));
        }
        return new Shoppers(rig.edge("order-service"), users, history, seed);
    }

    void open() {
        pace.scheduleAtFixedRate(this::letIn, 0, PACE.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void letIn() {
        if (places.tryAcquire()) {
            boolean cancels = random.nextInt(10) == 0;
            int number = shoppers.incrementAndGet();
            threads.execute(() -> {
                try {
                    shop(number, cancels);
                } finally {
                    places.release();
                }
            });
        }
    }

    /**
     * Lets nobody in any more and blocks until everybody inside is answered.
     *
     * @return what went wrong, in words
     */
    List<String> close() throws InterruptedException {
        pace.shutdown();
        pace.awaitTermination(1, TimeUnit.SECONDS);
        threads.shutdown();
        if (!threads.awaitTermination(LAST_ANSWER.toMillis(), TimeUnit.MILLISECONDS)) {
            threads.shutdownNow();
            trouble.add("some shoppers had no answer within " + LAST_ANSWER);
        }
        return List.copyOf(trouble);
    }

    private void shop(int number, boolean cancels) {
        UUID user = users.get(number % users.size());
        String key = "crash-" + number;
        int quantity = 1 + number % 3;
        var body = Orders.order(
                user.toString(), "sku-" + number % 97, quantity, "9.99", METHODS.get(number % METHODS.size()));
        var total = new Amount((long) quantity * PRICE_MINOR, "EUR");
        try {
            var order = ask(number, new Call.Place(user, key, total), "/orders", body, Map.of("Idempotency-Key", key));
            if (cancels) {
                UUID id = UUID.fromString(order.get("id").asText());
                ask(number, new Call.Cancel(id), "/orders/" + id + "/cancel", Map.of(), Map.of());
            }
        } catch (Exception e) {
            trouble.add("shopper " + number + ": " + e);
        }
    }

    private JsonNode ask(int number, Call.Request request, String path, Object body, Map<String, String> headers)
            throws Exception {
        return retry.executeCallable(() -> once(number, request, path, body, headers))
                .expect(202);
    }

    private Answer once(int number, Call.Request request, String path, Object body, Map<String, String> headers)
            throws IOException {
        long call = history.invoke("shopper-" + number, request);
        try {
            Answer answer = orders.post(path, body, headers);
            if (answer.status() == 202) {
                var order = answer.body();
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
            return answer;
        } catch (IOException e) {
            history.unknown(call, e.toString());
            throw e;
        }
    }
}
