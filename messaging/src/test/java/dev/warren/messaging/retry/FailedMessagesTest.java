package dev.warren.messaging.retry;

import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Envelope;
import dev.warren.messaging.ContradictionException;
import dev.warren.messaging.Participant;
import dev.warren.messaging.broker.Delivery;
import dev.warren.messaging.events.UnreadableMessageException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FailedMessagesTest {

    private static final Participant GUEST = new Participant("guest-service", "guest", Set.of("greeter.greeted.v1"));
    private static final Instant NOW = Instant.parse("2025-12-18T07:30:00.123Z");
    private static final byte[] BODY = {1, 2, 3};

    private static FailedMessages.Copy copy(BasicProperties properties, Failure failure) {
        var delivery =
                new Delivery(null, new Envelope(1, false, "greeter.events", "greeter.greeted.v1"), properties, BODY);
        return FailedMessages.copy(GUEST, delivery, failure, NOW);
    }

    private static BasicProperties with(Map<String, Object> headers) {
        return new BasicProperties.Builder().headers(headers).build();
    }

    private static Map<String, Object> headersOf(FailedMessages.Copy copy) {
        return copy.message().properties().getHeaders();
    }

    @Test
    void a_copy_says_why_by_whom_from_where_and_when_beside_all_that_it_was() {
        var properties = new BasicProperties.Builder()
                .messageId("m-1")
                .type("greeter.greeted.v1")
                .contentType("text/plain")
                .correlationId("c-1")
                .priority(4)
                .headers(Map.of("anything", List.of(1, 2)))
                .build();
        var copy = copy(properties, Failure.permanent("no order explains it"));
        assertThat(copy.parked()).isTrue();
        assertThat(copy.message().exchange()).isEqualTo("guest-service.own");
        assertThat(copy.message().routingKey()).isEqualTo("guest-service.events.dead");
        assertThat(copy.message().body()).isEqualTo(BODY);
        Map<String, Object> headers = new HashMap<>();
        headers.put("anything", List.of(1, 2));
        headers.put("warren-attempts", 1L);
        headers.put("warren-history", List.of(NOW + " no order explains it"));
        headers.put("warren-reason", "no order explains it");
        headers.put("warren-handler", "guest-service");
        headers.put("warren-exchange", "greeter.events");
        headers.put("warren-routing-key", "greeter.greeted.v1");
        headers.put("warren-first-failed-at", NOW.toString());
        headers.put("warren-last-failed-at", NOW.toString());
        assertThat(copy.message().properties())
                .isEqualTo(properties.builder().deliveryMode(2).headers(headers).build());
    }

    @Test
    void what_may_pass_climbs_three_rungs_with_three_attempts_each_and_is_parked_then_with_its_history() {
        var properties = new BasicProperties.Builder().messageId("m-1").build();
        var rungs = new ArrayList<String>();
        FailedMessages.Copy last = null;
        for (int attempt = 1; attempt <= 10; attempt++) {
            last = copy(properties, Failure.passing("failure " + attempt));
            assertThat(last.attempt()).isEqualTo(attempt);
            assertThat(last.message().properties().getMessageId()).isEqualTo("m-1");
            rungs.add(last.message().routingKey().substring("guest-service.events.".length()));
            properties = last.message().properties();
        }
        assertThat(rungs)
                .containsExactly(
                        "retry.1s",
                        "retry.1s",
                        "retry.1s",
                        "retry.10s",
                        "retry.10s",
                        "retry.10s",
                        "retry.60s",
                        "retry.60s",
                        "retry.60s",
                        "dead");
        assertThat(last.parked()).isTrue();
        assertThat((List<?>) headersOf(last).get("warren-history"))
                .hasSize(10)
                .first()
                .isEqualTo(NOW + " failure 1");
    }

    @Test
    void whether_trying_again_may_help_is_told_by_the_type() {
        assertThat(Failure.of(new UnreadableMessageException("no JSON")).permanent())
                .isTrue();
        assertThat(Failure.of(new ContradictionException("no")).permanent()).isTrue();
        assertThat(Failure.of(new IllegalStateException("a defect")).permanent())
                .isFalse();
        assertThat(Failure.of(new StackOverflowError()).permanent()).isFalse();
    }

    @Test
    void a_message_from_the_dead_letters_that_fails_again_goes_back_at_once() {
        var copy = copy(with(Map.of("warren-redriven", true, "warren-attempts", 3L)), Failure.passing("still"));
        assertThat(copy.parked()).isTrue();
        assertThat(copy.attempt()).isEqualTo(4);
    }

    @ParameterizedTest
    @ValueSource(longs = {-1_000_000, Long.MIN_VALUE, Long.MAX_VALUE})
    void forged_attempts_neither_retry_for_ever_nor_overflow(long forged) {
        var copy = copy(with(Map.of("warren-attempts", forged, "warren-history", "forged")), Failure.passing("no"));
        assertThat(copy.attempt()).isPositive();
        assertThat((List<?>) headersOf(copy).get("warren-history")).hasSize(1);
        assertThat(copy(with(Map.of("warren-attempts", "many")), Failure.passing("no"))
                        .attempt())
                .isEqualTo(1);
    }

    @Test
    void a_copy_reaches_nobody_else_never_vanishes_closes_no_channel_and_forgets_what_the_broker_counted() {
        BasicProperties copy = copy(
                        new BasicProperties.Builder()
                                .expiration("1000")
                                .userId("somebody")
                                .headers(Map.of(
                                        "CC",
                                        List.of("everybody.events"),
                                        "BCC",
                                        List.of("x"),
                                        "x-delivery-count",
                                        12,
                                        "x-death",
                                        List.of(),
                                        "x-first-death-queue",
                                        "y",
                                        "x-last-death-reason",
                                        "z"))
                                .build(),
                        Failure.permanent("no"))
                .message()
                .properties();
        assertThat(copy.getHeaders().keySet()).allMatch(name -> name.startsWith("warren-"));
        assertThat(copy.getExpiration()).isNull();
        assertThat(copy.getUserId()).isNull();
    }

    @Test
    void a_message_without_id_and_headers_gets_an_id_of_its_own() {
        var message = copy(new BasicProperties(), Failure.permanent("no")).message();
        assertThat(UUID.fromString(message.properties().getMessageId())).isEqualTo(message.id());
    }

    @Test
    void a_message_that_fails_again_keeps_where_it_came_from_and_when_it_failed_first() {
        var before = Map.<String, Object>of(
                "warren-first-failed-at", "earlier",
                "warren-reason", "another",
                "warren-exchange", "where.it.came.from",
                "warren-routing-key", "as.what");
        assertThat(headersOf(copy(with(before), Failure.passing("now this"))))
                .containsEntry("warren-first-failed-at", "earlier")
                .containsEntry("warren-last-failed-at", NOW.toString())
                .containsEntry("warren-reason", "now this")
                .containsEntry("warren-exchange", "where.it.came.from")
                .containsEntry("warren-routing-key", "as.what");
    }

    @Test
    void a_reason_fits_into_a_header_whatever_it_is() {
        assertThat(String.valueOf(headersOf(copy(new BasicProperties(), Failure.permanent("x".repeat(100_000))))
                        .get("warren-reason")))
                .hasSize(1001);
        assertThat(headersOf(copy(new BasicProperties(), Failure.permanent(null))))
                .containsKey("warren-reason");
    }
}
