package dev.warren.messaging.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Envelope;
import dev.warren.messaging.broker.Delivery;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class DeadLettersTest {

    private static final Instant NOW = Instant.parse("2025-12-18T07:30:00.123Z");
    private static final byte[] BODY = {1, 2, 3};

    private static Message copy(BasicProperties properties, String reason) {
        var delivery = new Delivery(null, new Envelope(1, false, "greeter.events", Greeting.TYPE), properties, BODY);
        return DeadLetters.copy(Greeting.GUEST, delivery, reason, NOW);
    }

    @Test
    void a_copy_says_why_by_whom_from_where_and_when_beside_all_that_it_was() {
        var properties = new BasicProperties.Builder()
                .messageId("m-1")
                .type(Greeting.TYPE)
                .contentType("text/plain")
                .correlationId("c-1")
                .priority(4)
                .headers(Map.of("anything", List.of(1, 2)))
                .build();
        Message copy = copy(properties, "no order explains it");
        assertThat(copy.exchange()).isEqualTo("guest-service.own");
        assertThat(copy.routingKey()).isEqualTo("guest-service.events.dead");
        assertThat(copy.body()).isEqualTo(BODY);
        assertThat(copy.properties())
                .isEqualTo(properties
                        .builder()
                        .deliveryMode(2)
                        .headers(Map.of(
                                "anything",
                                List.of(1, 2),
                                "warren-reason",
                                "no order explains it",
                                "warren-handler",
                                "guest-service",
                                "warren-exchange",
                                "greeter.events",
                                "warren-routing-key",
                                Greeting.TYPE,
                                "warren-first-failed-at",
                                NOW.toString(),
                                "warren-last-failed-at",
                                NOW.toString()))
                        .build());
    }

    @Test
    void a_copy_reaches_nobody_else_never_vanishes_and_closes_no_channel() {
        BasicProperties copy = copy(
                        new BasicProperties.Builder()
                                .expiration("1000")
                                .userId("somebody")
                                .headers(Map.of("CC", List.of("everybody.events"), "BCC", List.of("x")))
                                .build(),
                        "no")
                .properties();
        assertThat(copy.getHeaders()).doesNotContainKeys("CC", "BCC");
        assertThat(copy.getExpiration()).isNull();
        assertThat(copy.getUserId()).isNull();
    }

    @Test
    void a_message_without_id_and_headers_gets_an_id_of_its_own() {
        Message copy = copy(new BasicProperties(), "no");
        assertThat(UUID.fromString(copy.properties().getMessageId())).isEqualTo(copy.id());
    }

    @Test
    void a_message_that_fails_again_keeps_the_time_of_its_first_failure() {
        var before = Map.<String, Object>of("warren-first-failed-at", "earlier", "warren-reason", "another");
        Map<String, Object> headers = copy(
                        new BasicProperties.Builder().headers(before).build(), "now this")
                .properties()
                .getHeaders();
        assertThat(headers)
                .containsEntry("warren-first-failed-at", "earlier")
                .containsEntry("warren-last-failed-at", NOW.toString())
                .containsEntry("warren-reason", "now this");
    }

    @Test
    void a_reason_fits_into_a_header_whatever_it_is() {
        assertThat(String.valueOf(copy(new BasicProperties(), "x".repeat(100_000))
                        .properties()
                        .getHeaders()
                        .get("warren-reason")))
                .hasSize(1001);
        assertThat(copy(new BasicProperties(), null).properties().getHeaders()).containsKey("warren-reason");
    }
}
