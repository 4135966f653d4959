package dev.warren.system.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LimitTest {

    @Test
    void the_limit_is_the_median_second_after_the_warm_up() {
        var limit = Limit.of(
                Stream.of(
                        "id: test-105001-123, starting consumer #0",
                        second(1, 3_000),
                        second(2, 30_000),
                        second(3, 10_000),
                        second(4, 31_000),
                        "test stopped (Reached time limit)",
                        "id: test-105001-123, sending rate avg: 21002 msg/s"),
                1);

        assertThat(limit.confirmedPerSecond()).isEqualTo(30_000);
        assertThat(limit.ordersPerSecond(6)).isEqualTo(5_000);
    }

    @Test
    void before_and_after_count_alike() {
        assertThat(Limit.between(new Limit(20_000), new Limit(30_000))).isEqualTo(new Limit(25_000));
    }

    @Test
    void a_run_in_which_nothing_was_confirmed_has_no_limit() {
        assertThatThrownBy(() -> Limit.of(Stream.of("Main thread caught exception"), 0))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** As PerfTest 2.22 prints it. */
    private static String second(int n, int confirmed) {
        return "id: test-105001-123, time %d.000 s, sent: 29876 msg/s, returned: 0 msg/s, confirmed: %d msg/s, nacked: 0 msg/s, received: 29870 msg/s, min/median/75th/95th/99th consumer latency: 1/2/3/4/5 ms"
                .formatted(n, confirmed);
    }
}
