package dev.warren.system.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class LatencyTest {

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    @Test
    void percentiles_are_told_in_milliseconds_to_a_part_in_a_thousand() {
        var latency = millis(LongStream.rangeClosed(1, 1_000));

        assertThat(latency.millis()).containsOnlyKeys("p50", "p90", "p99", "p99.9", "max");
        assertThat(latency.millis().get("p50")).isEqualTo(500, within(0.5));
        assertThat(latency.millis().get("p99")).isEqualTo(990, within(1.0));
        assertThat(latency.millis().get("max")).isEqualTo(1_000, within(1.0));
    }

    @Test
    void the_latencies_of_two_runs_are_those_of_all_their_orders() {
        var both = millis(LongStream.of(1, 1, 1)).plus(millis(LongStream.of(100)));

        assertThat(both.millis().get("p50")).isEqualTo(1, within(0.01));
        assertThat(both.millis().get("max")).isEqualTo(100, within(0.1));
    }

    @Test
    void an_order_that_left_late_took_as_long_as_it_was_late() {
        var stint = new Stint("10 orders/s", Pace.open(10), 2);
        var punctual = new Placed.Order(UUID.randomUUID(), stint.pace().due(0, 0), ms(5));
        // Due after 100 ms, it left after 900 because every connection waited for an answer.
        var late = new Placed.Order(UUID.randomUUID(), stint.pace().due(1, ms(900)), ms(910));

        var measured = Measured.of(
                stint,
                new Placed(NOON, ms(910), List.of(punctual, late)),
                Map.of(punctual.id(), NOON.plusMillis(20), late.id(), NOON.plusMillis(950)),
                Map.of());

        assertThat(measured.accepted().millis().get("max")).isEqualTo(810, within(1.0));
        assertThat(measured.confirmed().millis().get("max")).isEqualTo(850, within(1.0));
        assertThat(measured.confirmed().millis().get("p50")).isEqualTo(20, within(0.1));
    }

    @Test
    void throughput_counts_until_the_last_answer_and_until_the_last_confirmation() {
        var order = new Placed.Order(UUID.randomUUID(), 0, ms(250));

        var measured = Measured.of(
                Stint.closed("closed loop", 1),
                new Placed(NOON, ms(250), List.of(order)),
                Map.of(order.id(), NOON.plusMillis(500)),
                Map.of("broker", 1.0));

        assertThat(measured.acceptedPerSecond()).isEqualTo(4);
        assertThat(measured.ordersPerSecond()).isEqualTo(2);
        assertThat(measured.cpuMsPerOrder()).containsExactly(entry("broker", 1.0));
    }

    @Test
    void orders_of_an_open_loop_are_due_however_long_the_answers_take() {
        var pace = Pace.open(500);

        assertThat(pace.due(0, ms(70))).isZero();
        assertThat(pace.due(500, 0)).isEqualTo(ms(1_000));
        assertThat(Pace.CLOSED.due(500, ms(70))).isEqualTo(ms(70));
    }

    private static Latency millis(LongStream millis) {
        return Latency.ofNanos(millis.map(LatencyTest::ms));
    }

    private static long ms(long millis) {
        return TimeUnit.MILLISECONDS.toNanos(millis);
    }
}
