package dev.warren.system.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Silence.class)
class SimulationTest {

    private static final int INTERLEAVINGS = 20_000;
    private static final long SEED = 17;

    @Test
    void twenty_thousand_interleavings_break_nothing() throws InterruptedException, ExecutionException {
        var outcome = new Simulation()
                .run(
                        INTERLEAVINGS + INTERLEAVINGS / 20,
                        SEED,
                        Runtime.getRuntime().availableProcessors(),
                        done -> {});
        outcome.coverage().forEach(System.out::println);
        System.out.printf(
                "orders %d, interleavings %d, violations %d, seed %d%n",
                outcome.orders(), outcome.interleavings(), outcome.violations(), SEED);
        assertThat(outcome.failures()).isEmpty();
        assertThat(outcome.interleavings()).isGreaterThanOrEqualTo(INTERLEAVINGS);
    }

    @Test
    void the_same_seed_lives_the_same_world() {
        for (long seed = 1; seed <= 50; seed++) {
            assertThat(Life.of(seed, new Parts(), new Coverage()))
                    .isEqualTo(Life.of(seed, new Parts(), new Coverage()));
        }
    }

    @Test
    void what_went_wrong_once_does_not_go_wrong_again() throws IOException {
        for (long seed : seedsThatFailedOnce()) {
            assertThat(Life.of(seed, new Parts(), new Coverage()).violations())
                    .as("./warren simulate --orders 1 --seed %d", seed)
                    .isEmpty();
        }
    }

    private static List<Long> seedsThatFailedOnce() throws IOException {
        try (var file = new BufferedReader(new InputStreamReader(
                SimulationTest.class.getResourceAsStream("/simulation/seeds.txt"), StandardCharsets.UTF_8))) {
            return file.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(Long::valueOf)
                    .toList();
        }
    }
}
