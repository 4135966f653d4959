package dev.warren.edge.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BreakersTest {

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-01-31T12:00:00Z"));
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Breakers breakers = new Breakers(((InstantSource) now::get).withZone(ZoneOffset.UTC), meters);

    @BeforeEach
    void ten_requests_end_without_an_answer() {
        for (int i = 0; i < 10; i++) {
            assertThat(breakers.letPass("carrier")).isTrue();
            breakers.ended("carrier", Outcome.TIMEOUT);
        }
    }

    @Test
    void it_opens_for_the_service_that_does_not_answer_and_for_no_other() {
        assertThat(breakers.letPass("carrier")).isFalse();
        assertThat(available()).isZero();
        assertThat(breakers.letPass("sorter")).isTrue();
    }

    @Test
    void one_probe_every_two_seconds_closes_it_if_it_is_answered() {
        now.updateAndGet(it -> it.plusMillis(2_001));
        assertThat(breakers.letPass("carrier")).isTrue();
        assertThat(breakers.letPass("carrier")).isFalse();
        breakers.ended("carrier", Outcome.BROKEN);
        assertThat(breakers.letPass("carrier")).isFalse();

        now.updateAndGet(it -> it.plusMillis(2_001));
        assertThat(breakers.letPass("carrier")).isTrue();
        breakers.ended("carrier", Outcome.ANSWERED);

        assertThat(breakers.letPass("carrier")).isTrue();
        assertThat(available()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(names = {"UNAVAILABLE", "IMPATIENT", "ABORTED"})
    void a_probe_that_tells_nothing_is_followed_by_another_one(Outcome outcome) {
        now.updateAndGet(it -> it.plusMillis(2_001));
        assertThat(breakers.letPass("carrier")).isTrue();
        breakers.ended("carrier", outcome);

        assertThat(breakers.letPass("carrier")).isTrue();
    }

    private double available() {
        return meters.get("warren.gateway.available")
                .tag("service", "carrier")
                .gauge()
                .value();
    }
}
