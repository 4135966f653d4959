package dev.warren.messaging.tally;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.warren.messaging.FailPoint;
import java.time.Duration;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A process dies; another goes on; nothing is lost and nothing is counted twice. */
class CrashIT {

    private static final int HALTED = 137;

    private final UUID[] tallies = Stream.generate(TallyWorld::aTally).limit(3).toArray(UUID[]::new);
    private TallyWorld world;

    @BeforeEach
    void aWorld() {
        world = new TallyWorld();
    }

    @AfterEach
    void theEnd() {
        world.close();
    }

    @ParameterizedTest
    @CsvSource({"BEFORE_COMMIT, 2", "AFTER_COMMIT, 2", "AFTER_PUBLISH, 40", "AFTER_CONFIRM, 40"})
    void a_crash_at_a_named_point_loses_nothing_and_counts_nothing_twice(FailPoint point, int times) throws Exception {
        ask(100);
        try (var dying = TallyProcess.dyingAt(point, times, world.surroundings)) {
            assertThat(dying.awaitEnd()).isEqualTo(HALTED);
        }
        try (var next = world.service().start()) {
            world.awaitAccountsInOrder();
        }
        world.assertQueueIsEmpty();
    }

    @Test
    void a_kill_at_any_moment_under_load_loses_nothing_and_counts_nothing_twice() throws Exception {
        long seed = System.nanoTime();
        var random = new Random(seed);
        ask(100);
        for (int kill = 1; kill <= 2; kill++) {
            int enough = world.witness.heard() + random.nextInt(1, 150);
            try (var killed = TallyProcess.start(world.surroundings)) {
                await("seed " + seed).atMost(Duration.ofSeconds(30)).until(() -> {
                    ask(20);
                    return world.witness.heard() >= enough;
                });
            }
        }
        try (var next = world.service().start()) {
            world.awaitAccountsInOrder();
        }
        world.assertQueueIsEmpty();
    }

    private void ask(int times) {
        for (int i = 0; i < times; i++) {
            world.ask(tallies[i % tallies.length], i + 1);
        }
    }
}
