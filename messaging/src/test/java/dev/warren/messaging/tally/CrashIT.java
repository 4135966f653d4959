package dev.warren.messaging.tally;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.warren.messaging.FailPoint;
import dev.warren.messaging.tally.TallyInput.AddLater;
import java.time.Duration;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

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

    @ParameterizedTest
    @EnumSource(
            value = FailPoint.class,
            names = {"BEFORE_DEADLINE_COMMIT", "AFTER_DEADLINE_COMMIT"})
    void a_crash_while_a_deadline_is_decided_lets_it_pass_exactly_once(FailPoint point) throws Exception {
        try (var service = world.service().start().awaitWorking()) {
            service.command(new AddLater(tallies[0], Duration.ofSeconds(1)));
        }
        world.owe(tallies[0], 1);
        try (var dying = TallyProcess.dyingAt(point, 1, world.surroundings)) {
            assertThat(dying.awaitEnd()).isEqualTo(HALTED);
        }
        try (var next = world.service().start()) {
            world.awaitAccountsInOrder();
        }
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
