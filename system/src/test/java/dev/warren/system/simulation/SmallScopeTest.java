package dev.warren.system.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(Silence.class)
class SmallScopeTest {

    @Test
    void no_way_of_one_order_breaks_anything() {
        var outcome = explore(1, 0, 0, 10_000);
        assertThat(outcome.complete()).isTrue();
        assertThat(outcome.violations()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"1, 1, 1", "1, 2, 2", "2, 2, 2"})
    void nor_do_the_first_thousand_ways_with_crashes_and_duplicates(int orders, int crashes, int duplicates) {
        assertThat(explore(orders, crashes, duplicates, 1_000).violations()).isEmpty();
    }

    private static SmallScope.Outcome explore(int orders, int crashes, int duplicates, long limit) {
        var outcome = new SmallScope(orders, crashes, duplicates).explore(limit);
        System.out.printf(
                "%d orders, %d crashes, %d duplicates: %d worlds, %d states, %s%n",
                orders,
                crashes,
                duplicates,
                outcome.worlds(),
                outcome.states(),
                outcome.complete() ? "every way" : "not every way");
        return outcome;
    }
}
