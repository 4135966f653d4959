package dev.warren.messaging.batch;

import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Envelope;
import dev.warren.messaging.Participant;
import dev.warren.messaging.broker.Delivery;
import dev.warren.messaging.events.Heard;
import dev.warren.messaging.replay.Replays;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.api.trace.Span;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class BatchMetersTest {

    private static final Instant SAID = Instant.parse("2026-05-04T08:00:00Z");
    private static final String TYPE = "asker.asked.v1";

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final BatchMeters meters = new BatchMeters(registry, new Participant("echo-service", "echo", Set.of(TYPE)));

    @Test
    void what_was_never_heard_is_there_and_zero() {
        assertThat(criticalTime().count()).isZero();
    }

    @Test
    void an_event_is_timed_from_the_moment_it_was_said_until_it_is_handled() {
        meters.time(outcome(event(SAID, Map.of()), null), SAID.plusMillis(40));

        assertThat(criticalTime().count()).isEqualTo(1);
        assertThat(criticalTime().totalTime(TimeUnit.MILLISECONDS)).isEqualTo(40);
    }

    @Test
    void a_sender_whose_clock_is_ahead_counts_and_takes_no_time() {
        meters.time(outcome(event(SAID, Map.of()), null), SAID.minus(Duration.ofSeconds(3)));

        assertThat(criticalTime().count()).isEqualTo(1);
        assertThat(criticalTime().totalTime(TimeUnit.MILLISECONDS)).isZero();
    }

    @Test
    void what_failed_is_history_or_does_not_say_when_it_happened_is_not_timed() {
        meters.time(outcome(event(SAID, Map.of()), new IllegalStateException("failed")), SAID);
        meters.time(outcome(event(SAID, Map.of(Replays.RUN, "a-run")), null), SAID);
        meters.time(outcome(event(null, Map.of()), null), SAID);

        assertThat(criticalTime().count()).isZero();
    }

    private Timer criticalTime() {
        return registry.get("warren.critical.time")
                .tags("queue", "echo-service.events", "type", TYPE)
                .timer();
    }

    private static Arrival.Event<String, String> event(Instant at, Map<String, Object> headers) {
        var properties = new BasicProperties.Builder().headers(headers).build();
        var delivery = new Delivery(null, new Envelope(1, false, "", ""), properties, new byte[0]);
        var heard = new Heard(new UUID(0, 1), TYPE, "asked", 1, at);
        return new Arrival.Event<>(delivery, heard, "asked", Span.getInvalid());
    }

    private static Fold.Outcome<String, String> outcome(Arrival<String, String> arrival, RuntimeException failure) {
        return new Fold.Outcome<>(arrival, "state", failure, null, List.of());
    }
}
