package dev.warren.system.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(Silence.class)
class SmallScopeTest {

    private static final long MOST_WORLDS = 4_000;

    @ParameterizedTest
    @CsvSource({"1, 0, 0", "1, 1, 0", "1, 0, 1", "1, 2, 2", "2, 0, 0"})
    void no_way_of_a_few_orders_breaks_anything(int orders, int crashes, int duplicates) {
        var outcome = new SmallScope(orders, crashes, duplicates).explore(MOST_WORLDS);
        System.out.printf(
                "%d orders, %d crashes, %d duplicates: %d worlds, %d states, %s%n",
                orders,
                crashes,
                duplicates,
                outcome.worlds(),
                outcome.states(),
                outcome.complete() ? "every way" : "not every way");
        assertThat(outcome.violations()).isEmpty();
    }
}
