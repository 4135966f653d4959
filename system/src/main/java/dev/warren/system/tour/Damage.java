package dev.warren.system.tour;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.ConnectionFactory;
import dev.warren.local.LocalException;
import dev.warren.system.load.Edge;
import dev.warren.users.UserService;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeoutException;

/**
 * Copies of what was said about cancelled orders, damaged as a careless sender would: the amount is a number, not text. They go to
 * user-service alone, which has handled the originals; mended they change nothing.
 *
 * @param broker as whom to publish: somebody who may write to every queue
 */
public record Damage(ConnectionFactory broker) {

    static final String TYPE = "order.cancelled.v1";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration CONFIRMED = Duration.ofSeconds(10);
    private static final int COPIES = 3;
    private static final int NEWEST = 50;

    /**
     * Damages messages about the newest cancelled orders, three at most; returns how many when the broker has confirmed them.
     *
     * @param user whose orders; anybody's if empty
     * @throws LocalException {@code NOTHING_CANCELLED} if there is no such order
     */
    public int ofNewest(Edge door, Optional<UUID> user) throws IOException, TimeoutException {
        var cancelled = new ArrayList<JsonNode>();
        String whose = user.map(it -> "&userId=" + it).orElse("");
        for (JsonNode order : door.get("/orders?status=CANCELLED&limit=" + NEWEST + whose)
                .expect(200)
                .get("items")) {
            // With two decimals whoever mends it knows what it was.
            if (order.at("/total/currency").asText().equals("EUR") && cancelled.size() < COPIES) {
                cancelled.add(order);
            }
        }
        if (cancelled.isEmpty()) {
            throw new LocalException(
                    "NOTHING_CANCELLED",
                    "there is no cancelled order in EUR whose messages could be damaged: go the tour on the page up to there, or cancel one");
        }
        return of(cancelled).size();
    }

    /** Returns the ids of the damaged copies, one for each of the orders, when the broker has confirmed them. */
    public Set<String> of(List<JsonNode> cancelled) throws IOException, TimeoutException {
        var messages = new HashSet<String>();
        try (var connection = broker.newConnection("tour");
                var channel = connection.createChannel()) {
            channel.confirmSelect();
            for (JsonNode order : cancelled) {
                String id = UUID.randomUUID().toString();
                channel.basicPublish("", UserService.PARTICIPANT.queue(), true, properties(id, order), body(order));
                messages.add(id);
            }
            channel.waitForConfirmsOrDie(CONFIRMED.toMillis());
            return messages;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LocalException("INTERRUPTED", "gave up waiting for the broker's confirm", e);
        }
    }

    private static byte[] body(JsonNode order) throws IOException {
        var total = Map.of(
                "amount",
                new BigDecimal(order.at("/total/amount").asText()),
                "currency",
                order.at("/total/currency").asText());
        return JSON.writeValueAsBytes(Map.of(
                "orderId",
                order.get("id"),
                "userId",
                order.get("userId"),
                "total",
                total,
                "reason",
                order.get("reason")));
    }

    private static BasicProperties properties(String id, JsonNode order) {
        String orderId = order.get("id").asText();
        var now = Instant.now();
        Map<String, Object> headers = Map.of(
                "cloudEvents:specversion",
                "1.0",
                "cloudEvents:id",
                id,
                "cloudEvents:source",
                "/tour",
                "cloudEvents:type",
                TYPE,
                "cloudEvents:subject",
                orderId,
                "cloudEvents:time",
                now.toString(),
                "cloudEvents:correlationid",
                orderId,
                "cloudEvents:sequence",
                "1");
        return new BasicProperties.Builder()
                .messageId(id)
                .type(TYPE)
                .contentType("application/json")
                .timestamp(Date.from(now))
                .correlationId(orderId)
                .deliveryMode(2)
                .headers(headers)
                .build();
    }
}
