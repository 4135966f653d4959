package dev.warren.messaging;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.warren.messaging.MessagingConfiguration.OutboxConfiguration;
import dev.warren.messaging.MessagingConfiguration.RegistryConfiguration;
import dev.warren.messaging.retention.RetentionSettings;
import java.time.Duration;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SettingsTest {

    @Test
    void bounds_belong_to_what_is_allowed() {
        assertThatCode(() -> Settings.between("key", 1, 1, 3)).doesNotThrowAnyException();
        assertThatCode(() -> Settings.between("key", 3, 1, 3)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void a_value_out_of_bounds_is_refused_with_its_key_bounds_and_value(ThrowingCallable creation, String message) {
        assertThatThrownBy(creation)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    static Stream<Arguments> wrong() {
        return Stream.of(
                row(() -> runtime(0, 1, 200, 1, 60), "messaging.batch-size must be 1..10000 but was 0"),
                row(() -> runtime(10_001, 1, 200, 1, 60), "messaging.batch-size must be 1..10000 but was 10001"),
                row(() -> runtime(1, 0, 200, 1, 60), "messaging.prefetch must be 1..65535 but was 0"),
                row(
                        () -> runtime(1, 1, 9, 1, 60),
                        "messaging.deadline-interval must be PT0.01S..PT1M but was PT0.009S"),
                row(() -> runtime(1, 1, 200, 0, 60), "messaging.effect-concurrency must be 1..10000 but was 0"),
                row(() -> effects(1, 2), "messaging.effect-backlog must be 2..1000000 but was 1"),
                row(() -> effects(2, 0), "messaging.probe-interval must be PT0.01S..PT5M but was PT0S"),
                row(() -> runtime(1, 1, 200, 1, 0), "messaging.bindings-interval must be PT0.1S..PT1H but was PT0S"),
                row(() -> outbox(0, 1, 1, 5, 10), "messaging.outbox.capacity must be 1..10000000 but was 0"),
                row(() -> outbox(1, 0, 1, 5, 10), "messaging.outbox.memory must be 1..1000000 but was 0"),
                row(() -> outbox(1, 1, 0, 5, 10), "messaging.outbox.window must be 1..100000 but was 0"),
                row(() -> outbox(1, 1, 1, 0, 10), "messaging.outbox.claim-age must be PT0.1S..PT1H but was PT0S"),
                row(() -> outbox(1, 1, 1, 5, 0), "messaging.outbox.confirm-timeout must be PT1S..PT5M but was PT0S"),
                row(
                        () -> retention(7, 1, 1, 1, 60, 100),
                        "messaging.retention.inbox must be PT192H..PT87600H but was PT168H"),
                row(
                        () -> retention(8, 0, 1, 1, 60, 100),
                        "messaging.retention.suspects must be PT24H..PT87600H but was PT0S"),
                row(
                        () -> retention(8, 1, 0, 1, 60, 100),
                        "messaging.retention.dead-letters must be PT24H..PT87600H but was PT0S"),
                row(
                        () -> retention(8, 1, 1, 0, 60, 100),
                        "messaging.retention.audit must be PT24H..PT87600H but was PT0S"),
                row(
                        () -> retention(8, 1, 1, 1, 0, 100),
                        "messaging.retention.interval must be PT1S..PT24H but was PT0S"),
                row(
                        () -> retention(8, 1, 1, 1, 60, 99),
                        "messaging.retention.batch-size must be 100..100000 but was 99"),
                row(() -> registry(0, 5), "messaging.registry.interval must be PT0.05S..PT10M but was PT0S"),
                row(
                        () -> registry(5, 9),
                        "messaging.registry.expiry must be at least twice messaging.registry.interval (PT5S), and PT1H at most, but was PT9S"),
                row(
                        () -> registry(5, 3601),
                        "messaging.registry.expiry must be at least twice messaging.registry.interval (PT5S), and PT1H at most, but was PT1H1S"));
    }

    private static Arguments row(ThrowingCallable creation, String message) {
        return Arguments.of(creation, message);
    }

    private static void runtime(int batch, int prefetch, int deadlineMillis, int effects, int bindingsSeconds) {
        runtime(batch, prefetch, deadlineMillis, effects, 2, 2, bindingsSeconds);
    }

    private static void effects(int backlog, int probeSeconds) {
        runtime(1, 1, 200, 1, backlog, probeSeconds, 60);
    }

    private static void runtime(
            int batch,
            int prefetch,
            int deadlineMillis,
            int effects,
            int effectBacklog,
            int probeSeconds,
            int bindingsSeconds) {
        new MessagingConfiguration(
                batch,
                prefetch,
                Duration.ofMillis(deadlineMillis),
                effects,
                effectBacklog,
                Duration.ofSeconds(probeSeconds),
                Duration.ofSeconds(bindingsSeconds),
                null,
                null,
                null,
                null,
                null);
    }

    private static void outbox(int capacity, int memory, int window, int claimSeconds, int confirmSeconds) {
        new OutboxConfiguration(
                capacity, memory, window, Duration.ofSeconds(claimSeconds), Duration.ofSeconds(confirmSeconds));
    }

    private static void retention(
            int inboxDays, int suspectsDays, int deadDays, int auditDays, int intervalSeconds, int batchSize) {
        new RetentionSettings(
                Duration.ofDays(inboxDays),
                Duration.ofDays(suspectsDays),
                Duration.ofDays(deadDays),
                Duration.ofDays(auditDays),
                Duration.ofSeconds(intervalSeconds),
                batchSize);
    }

    private static void registry(int intervalSeconds, int expirySeconds) {
        new RegistryConfiguration(Duration.ofSeconds(intervalSeconds), Duration.ofSeconds(expirySeconds));
    }
}
