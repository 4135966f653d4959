package dev.warren.system.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.rabbitmq.client.ConnectionFactory;
import dev.warren.local.Await;
import dev.warren.local.LocalException;
import dev.warren.system.demo.EventTap.Overheard;
import dev.warren.system.demo.Story.Cancel;
import dev.warren.system.demo.Story.Customer;
import dev.warren.system.load.Edge;
import dev.warren.system.load.Orders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

/** Registers customers, places the orders of every {@link Story}, tells what happens to each, and compares the ends with what was announced. */
public final class Demo {

    private static final Duration LONGEST = Duration.ofSeconds(60);
    private static final Set<String> TOLD = Set.of("SENT", "FAILED");
    private static final Set<String> TERMINAL = Set.of("CONFIRMED", "CANCELLED");

    /** Where the running system is reached. */
    public record Surroundings(Edge orders, Edge users, Edge payments, Edge notifications, ConnectionFactory broker) {}

    /**
     * How an order ended.
     *
     * @param asAnnounced whether that is what its story says
     */
    public record Ending(
            int number,
            String title,
            String orderId,
            String status,
            String reason,
            String payment,
            String mails,
            boolean asAnnounced) {}

    private final Surroundings system;
    private final Telling telling;
    private final Map<String, Integer> numbers = new LinkedHashMap<>();

    public Demo(Surroundings system, Telling telling) {
        this.system = system;
        this.telling = telling;
    }

    /** Runs every story at once and returns when all orders are settled and everybody was told. Blocks up to about a minute. */
    public List<Ending> run() throws IOException, TimeoutException {
        var customers = Map.of(
                Customer.RICH, register("Ada Rich", "ada@example.com", "1000.00"),
                Customer.POOR, register("Paul Poor", "paul@example.com", "10.00"),
                Customer.UNKNOWN, UUID.randomUUID().toString());
        try (var tap = new EventTap(system.broker(), this::overhear)) {
            Story[] stories = Story.all();
            var ids = new ArrayList<String>();
            for (Story story : stories) {
                ids.add(place(story, customers.get(story.customer())));
            }
            for (int i = 0; i < stories.length; i++) {
                cancel(stories[i], ids.get(i));
            }
            var endings = new ArrayList<Ending>();
            for (int i = 0; i < stories.length; i++) {
                endings.add(ending(i + 1, stories[i], ids.get(i)));
            }
            return endings;
        }
    }

    private String register(String name, String email, String limit) throws IOException {
        var user =
                system.users().post("/users", Orders.user(name, email, limit)).expect(201);
        telling.say("user %s has %s EUR of credit".formatted(name, limit));
        return user.get("id").asText();
    }

    private synchronized String place(Story story, String userId) throws IOException {
        var body = Orders.order(userId, "book", 1, story.unitPrice(), story.paymentMethod());
        String id = system.orders().post("/orders", body).expect(202).get("id").asText();
        numbers.put(id, numbers.size() + 1);
        telling.say("#%d %s: POST /orders → 202, %s".formatted(numbers.size(), story.title(), id));
        return id;
    }

    private void cancel(Story story, String id) throws IOException {
        if (story.cancel() == Cancel.NEVER) {
            return;
        }
        if (story.cancel() == Cancel.AFTER_PAYMENT) {
            await(
                    "order " + id + " to be confirmed",
                    () -> order(id).get("status").asText().equals("CONFIRMED"));
        }
        system.orders().post("/orders/" + id + "/cancel", Map.of()).expect(202);
        telling.say("#%d POST /orders/%s/cancel → 202".formatted(number(id), id));
    }

    /** On the broker's thread; waits while an order is being placed, so that its number is known. */
    private synchronized void overhear(Overheard event) {
        Integer number = numbers.get(event.order());
        if (number != null) {
            telling.event(number, event);
        }
    }

    private synchronized int number(String id) {
        return numbers.get(id);
    }

    private Ending ending(int number, Story story, String id) throws IOException {
        await(
                "order " + id + " to settle",
                () -> isTerminal(order(id)) && order(id).get("settled").asBoolean());
        int outcomes = story.cancel() == Cancel.AFTER_PAYMENT ? 2 : 1;
        await(
                "what was told about order " + id,
                () -> notifications(id).stream()
                                .filter(n -> TOLD.contains(n.get("status").asText()))
                                .count()
                        == outcomes);
        JsonNode order = order(id);
        String status = order.get("status").asText();
        String reason =
                order.path("reason").isNull() ? null : order.path("reason").asText(null);
        boolean asAnnounced = status.equals(story.status()) && Objects.equals(reason, story.reason());
        return new Ending(
                number,
                story.title(),
                id,
                status,
                reason,
                String.join(
                        ", ",
                        payments(id).stream().map(p -> p.get("status").asText()).toList()),
                String.join(
                        ", ",
                        notifications(id).stream()
                                .map(n -> n.get("template").asText() + " "
                                        + n.get("status").asText())
                                .toList()),
                asAnnounced);
    }

    private static boolean isTerminal(JsonNode order) {
        return TERMINAL.contains(order.get("status").asText());
    }

    private JsonNode order(String id) {
        return get(system.orders(), "/orders/" + id);
    }

    private List<JsonNode> payments(String id) {
        return items(get(system.payments(), "/payments?orderId=" + id));
    }

    private List<JsonNode> notifications(String id) {
        return items(get(system.notifications(), "/notifications?orderId=" + id));
    }

    private static JsonNode get(Edge edge, String path) {
        try {
            return edge.get(path).expect(200);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void await(String what, BooleanSupplier condition) throws IOException {
        if (!Await.until(LONGEST, condition)) {
            throw new LocalException(
                    "DEMO_STUCK",
                    "waited %d s for %s: ./warren status tells what is down".formatted(LONGEST.toSeconds(), what));
        }
    }

    private static List<JsonNode> items(JsonNode page) {
        var items = new ArrayList<JsonNode>();
        page.get("items").forEach(items::add);
        return items;
    }
}
