package dev.warren.system.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.LongUnaryOperator;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** At ten orders a second, looked at twice a second for a minute; the fault begins after 20 s, the next after 40 s. */
class RecoveryTest {

    private static final Duration BEGUN = Duration.ofSeconds(20);
    private static final Duration NEXT = Duration.ofSeconds(40);

    @Test
    void a_fault_that_nobody_notices_is_recovered_from_at_once() {
        assertThat(recovery(second -> 10 * second)).contains(Duration.ZERO);
    }

    @Test
    void a_gap_of_five_seconds_that_is_made_good_afterwards_is_recovered_from_when_as_many_end_as_before() {
        // Nothing ends from 20 to 25; then all that have waited, at double the pace.
        LongUnaryOperator ended = second ->
                second < 20 ? 10 * second : second < 25 ? 200 : Math.min(200 + 20 * (second - 25), 10 * second);
        assertThat(recovery(ended).orElseThrow()).isBetween(Duration.ofSeconds(6), Duration.ofSeconds(8));
    }

    @Test
    void what_lasts_until_the_next_fault_is_not_recovered_from() {
        assertThat(recovery(second -> second < 20 ? 10 * second : 200)).isEmpty();
    }

    @Test
    void a_throughput_below_ninety_five_percent_is_not_recovered_from() {
        assertThat(recovery(second -> second < 20 ? 10 * second : 200 + 9 * (second - 20)))
                .isEmpty();
    }

    @Test
    void when_the_next_fault_comes_too_soon_nothing_is_told() {
        var samples = samples(second -> 10 * second);
        assertThat(Recovery.of(samples, 10, BEGUN, BEGUN.plusMillis(100))).isEmpty();
    }

    private static Optional<Duration> recovery(LongUnaryOperator endedAtSecond) {
        return Recovery.of(samples(endedAtSecond), 10, BEGUN, NEXT);
    }

    private static List<Sample> samples(LongUnaryOperator endedAtSecond) {
        return LongStream.range(0, 60)
                .mapToObj(second ->
                        new Sample(Duration.ofSeconds(second), 10 * second, endedAtSecond.applyAsLong(second)))
                .toList();
    }
}
