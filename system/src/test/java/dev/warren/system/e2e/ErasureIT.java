package dev.warren.system.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.rabbitmq.client.AMQP.BasicProperties;
import dev.warren.system.load.Edge;
import dev.warren.system.load.Orders;
import dev.warren.system.rig.Rig;
import dev.warren.system.rig.SharedRig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A user is erased while an order is open and messages about them are parked. */
@ExtendWith(SharedRig.class)
class ErasureIT {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String NAME = "Zebedee Quillfeather";
    private static final String ADDRESS = "zebedee.quillfeather@example.com";

    private static Rig system;
    private static Edge users;
    private static Edge orders;

    @BeforeAll
    static void start(Rig rig) {
        system = rig;
        users = system.edge("user-service");
        orders = system.edge("order-service");
    }

    @Test
    void whoever_is_erased_is_read_nowhere_any_more_and_the_books_balance() throws Exception {
        int forgotten = forgotten();
        String user = users.post("/users", Orders.user(NAME, ADDRESS, "100.00"), Map.of("Idempotency-Key", ADDRESS))
                .expect(201)
                .get("id")
                .asText();
        String confirmed = place(user);
        awaitStatus(confirmed, "CONFIRMED");
        await().atMost(SOON).until(() -> told(confirmed).equals(List.of("SENT")));
        publish(damaged(user));
        await().atMost(SOON).until(() -> places().contains("notification-service: table public.dead_letters"));
        Edge provider = system.edge("payment-service");
        provider.put("/simulated-provider", Map.of("outage", true)).expect(200);
        String open = place(user);
        awaitStatus(open, "CREDIT_RESERVED");
        assertThat(places())
                .contains("user-service: table public.accounts", "notification-service: table public.recipients");

        users.delete("/users/" + user).expect(202);
        await().atMost(SOON).untilAsserted(() -> assertThat(places()).isEmpty());
        publish(damaged(user));
        provider.put("/simulated-provider", Map.of("outage", false)).expect(200);

        awaitStatus(open, "CONFIRMED");
        String late = place(user);
        awaitStatus(late, "CANCELLED");
        assertThat(order(late).get("reason").asText()).isEqualTo("UNKNOWN_USER");
        await().atMost(SOON)
                .until(() ->
                        told(open).equals(List.of("ERASED_USER")) && told(late).equals(List.of("ERASED_USER")));
        await().atMost(SOON).until(() -> forgotten() == forgotten + 2);
        users.get("/users/" + user).expect(410);
        Audit.of(system, List.of(confirmed, open, late));
        assertThat(places()).isEmpty();
        for (String text : List.of(NAME, ADDRESS)) {
            assertThat(new Whereabouts(system, text).isInJournal("user.erased.v1", user))
                    .isFalse();
        }
    }

    private static List<String> places() throws Exception {
        var places = new Whereabouts(system, NAME).now();
        places.addAll(new Whereabouts(system, ADDRESS).now());
        return places;
    }

    private static String place(String user) throws IOException {
        return orders.post("/orders", Orders.order(user, "book", 1, "12.50", "pm_card_visa"))
                .expect(202)
                .get("id")
                .asText();
    }

    private static JsonNode order(String id) throws IOException {
        return orders.get("/orders/" + id).expect(200);
    }

    private static void awaitStatus(String order, String status) {
        await().atMost(SOON)
                .untilAsserted(
                        () -> assertThat(order(order).get("status").asText()).isEqualTo(status));
    }

    /** What came of each notification about an order: that it was sent, or why not. */
    private static List<String> told(String order) throws IOException {
        var notifications = system.edge("notification-service")
                .get("/notifications?orderId=" + order)
                .expect(200)
                .get("items");
        return notifications
                .valueStream()
                .map(it -> it.get("status").asText().equals("FAILED")
                        ? it.get("reason").asText()
                        : it.get("status").asText())
                .toList();
    }

    /** A message about the user that nobody can read. */
    private static byte[] damaged(String user) {
        return "{\"userId\":\"%s\",\"name\":\"%s\",\"email\":\"%s\""
                .formatted(user, NAME, ADDRESS)
                .getBytes(StandardCharsets.UTF_8);
    }

    private static void publish(byte[] body) throws Exception {
        var properties = new BasicProperties.Builder()
                .messageId(UUID.randomUUID().toString())
                .type("user.updated.v1")
                .deliveryMode(2)
                .build();
        try (var connection = system.broker().administrator().newConnection("the test");
                var channel = connection.createChannel()) {
            channel.confirmSelect();
            channel.basicPublish("", "notification-service.events", true, properties, body);
            channel.waitForConfirmsOrDie(SOON.toMillis());
        }
    }

    private static int forgotten() throws Exception {
        try (var database = system.database().connect("notification-service");
                var rows = database.createStatement()
                        .executeQuery("select count(*) from dead_letter_audit where action = 'ERASED'")) {
            rows.next();
            return rows.getInt(1);
        }
    }
}
