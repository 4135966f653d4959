package dev.warren.system.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.TreeSet;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The checker can fail: whatever mistake is made, some invariant tells. */
@ExtendWith(Silence.class)
class MutantsTest {

    private static final int MOST_WORLDS = 1000;

    @ParameterizedTest
    @EnumSource
    void every_mistake_is_noticed(Mutant mutant) {
        var coverage = new Coverage();
        for (int world = 0; world < MOST_WORLDS; world++) {
            long seed = Seeds.of(17, world);
            var life = Life.of(seed, mutant.parts(), coverage);
            if (!life.violations().isEmpty()) {
                var invariants = new TreeSet<>(
                        life.violations().stream().map(it -> it.invariant()).toList());
                assertThat(Life.of(seed, new Parts(), coverage).violations())
                        .as("violations of the same world without the mistake")
                        .isEmpty();
                System.out.printf("%s: caught by %s in world %d%n", mutant, invariants, world + 1);
                return;
            }
        }
        assertThat(mutant)
                .as("a mistake that %d worlds do not notice", MOST_WORLDS)
                .isNull();
    }
}
