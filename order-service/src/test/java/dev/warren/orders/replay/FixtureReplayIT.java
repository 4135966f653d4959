package dev.warren.orders.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.rabbitmq.client.Delivery;
import dev.warren.local.TestClient.Answer;
import dev.warren.orders.RunningOrderService;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Replays what the others say about an order, and compares what this service says with the fixture. Ids and times are new each time: they
 * are compared as the ones that the fixture has in their place.
 */
class FixtureReplayIT {

    static Stream<Flow> flows() {
        return Flow.all();
    }

    @ParameterizedTest
    @MethodSource("flows")
    void the_service_says_what_the_fixture_says(Flow flow) {
        try (var service = RunningOrderService.start(configuration(flow))) {
            var replay = new Replay(service);
            flow.events().forEach(replay::next);
            replay.endsAs(flow.end());
        }
    }

    /** Only where nobody answers in the fixture a deadline passes; and what it says is said in its version. */
    private static Map<String, Object> configuration(Flow flow) {
        return Map.of(
                "messaging.versions", Flow.type(flow.events().getFirst()),
                "orders.credit-deadline", reason(flow.end()).equals("CREDIT_TIMEOUT") ? "500ms" : "5m",
                "orders.payment-deadline", reason(flow.end()).equals("PAYMENT_TIMEOUT") ? "500ms" : "15m");
    }

    private static String reason(JsonNode event) {
        return event.at("/data/reason").asText();
    }

    private static final class Replay {

        private final RunningOrderService service;
        private final Map<String, String> actualIds = new HashMap<>();
        private String orderId;

        Replay(RunningOrderService service) {
            this.service = service;
        }

        void next(JsonNode event) {
            if (Flow.isOurs(event)) {
                command(event);
                hear(event);
            } else {
                JsonNode theirs = actual(event);
                String exchange = Flow.type(event).split("\\.")[0] + ".events";
                service.publish(exchange, WireEvents.properties(theirs), WireEvents.body(theirs));
            }
        }

        /** What a customer begins; everything else follows from what was heard, or from silence. */
        private void command(JsonNode event) {
            if (Flow.type(event).startsWith("order.placed.")) {
                var order = ((ObjectNode) event.get("data")).deepCopy();
                order.remove(List.of("orderId", "total"));
                if (order.at("/paymentMethod/token").isTextual()) {
                    order.set("paymentMethod", order.at("/paymentMethod/token"));
                }
                orderId = accepted(service.post("/orders", order.toString()))
                        .get("id")
                        .asText();
                actualIds.put(event.get("subject").asText(), orderId);
            } else if (reason(event).equals("BY_CUSTOMER")) {
                accepted(service.cancel(orderId));
            }
        }

        private static JsonNode accepted(Answer answer) {
            assertThat(answer.status()).isEqualTo(202);
            return answer.json();
        }

        private void hear(JsonNode expected) {
            Delivery delivery = service.hear();
            ObjectNode heard = WireEvents.structured(delivery);
            assertThat(delivery.getEnvelope().getRoutingKey()).isEqualTo(Flow.type(expected));
            assertThat(delivery.getProperties().getMessageId())
                    .isEqualTo(heard.get("id").asText());
            assertThat(delivery.getProperties().getAppId()).isEqualTo("order-service");
            assertThat(delivery.getProperties().getCorrelationId()).isEqualTo(orderId);
            actualIds.put(expected.get("id").asText(), heard.get("id").asText());
            assertThat(withoutTime(heard)).isEqualTo(withoutTime((ObjectNode) actual(expected)));
        }

        private static ObjectNode withoutTime(ObjectNode event) {
            return event.without("time");
        }

        /** The fixture's event with the ids that were given this time. */
        private JsonNode actual(JsonNode event) {
            String text = event.toString();
            for (var id : actualIds.entrySet()) {
                text = text.replace(id.getKey(), id.getValue());
            }
            return Flow.json(text);
        }

        void endsAs(JsonNode end) {
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> order().get("settled").asBoolean());
            assertThat(order().get("status").asText())
                    .isEqualTo(Flow.type(end).equals("order.confirmed.v1") ? "CONFIRMED" : "CANCELLED");
            assertThat(order().get("reason").asText(""))
                    .isEqualTo(Flow.type(end).equals("order.confirmed.v1") ? "" : reason(end));
            assertThat(order().get("waitingFor").isNull()).isTrue();
            assertThat(service.saidSoFar()).isEmpty();
            assertThat(service.count("dead_letters")).isZero();
        }

        private JsonNode order() {
            return service.get("/orders/" + orderId).json();
        }
    }
}
