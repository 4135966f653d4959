package dev.warren.messaging.tally;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.warren.messaging.tally.TallyInput.Add;
import dev.warren.messaging.tally.TallyInput.AddLater;
import dev.warren.messaging.tally.TallyService.Setup;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DeadlinesIT {

    private static final Duration TERM = Duration.ofSeconds(30);
    private static final Duration OUTAGE = Duration.ofMinutes(2);

    /** Longer, it would be taken for an outage. */
    private static final Duration STEP = Duration.ofSeconds(4);

    private final UUID tally = TallyWorld.aTally();
    private final ShiftedClock clock = new ShiftedClock();
    private TallyWorld world;
    private Doorway door;

    @BeforeEach
    void aWorldWithADoor() {
        world = new TallyWorld();
        door = world.surroundings.brokerDoor();
    }

    @AfterEach
    void theEnd() {
        door.close();
        world.close();
    }

    @Test
    void deadlines_wait_while_nothing_can_be_published_and_then_move_by_the_outage_once() throws Exception {
        try (var one = aService(Setup.usual());
                var other = aService(Setup.usual())) {
            one.awaitWorking();
            other.awaitWorking();
            one.command(new AddLater(tally, TERM));
            Instant before = world.books.deadline(tally);
            door.shut();
            await().until(() -> !one.runtime.isPublishing() && !other.runtime.isPublishing());
            clock.advance(OUTAGE);
            // Answered in batches that had room for deadlines and the time to look for them.
            for (int i = 0; i < 3; i++) {
                one.command(new Add(TallyWorld.aTally(), 1));
                other.command(new Add(TallyWorld.aTally(), 1));
                clock.advance(Duration.ofSeconds(1));
            }
            assertThat(world.books.total(tally)).isZero();
            door.open();
            one.awaitWorking();
            other.awaitWorking();
            await().until(() -> world.books.deadline(tally).isAfter(before));
            one.command(new Add(TallyWorld.aTally(), 1));
            other.command(new Add(TallyWorld.aTally(), 1));
            assertThat(Duration.between(before, world.books.deadline(tally))).isBetween(OUTAGE, OUTAGE.plusSeconds(60));
            assertThat(world.books.total(tally)).isZero();
            await().until(() -> {
                one.command(new Add(TallyWorld.aTally(), 1));
                clock.advance(STEP);
                return world.books.total(tally) == 1;
            });
        }
    }

    @Test
    void a_backlog_is_worked_off_before_a_deadline_passes() throws Exception {
        try (var service = aService(Setup.usual().with(TallyConfiguration.batches(1, 1)))) {
            service.awaitWorking();
            service.command(new AddLater(tally, Duration.ofSeconds(1)));
            List<CompletableFuture<Tally>> backlog = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                backlog.add(service.commands().submit(new Add(tally, 1000)));
            }
            clock.advance(Duration.ofSeconds(2));
            assertThat(backlog.getLast().get(20, TimeUnit.SECONDS).total()).isEqualTo(200_000);
            await().until(() -> world.books.total(tally) == 200_001);
        }
    }

    private TallyService aService(Setup setup) {
        return new TallyService(world.surroundings.withBroker(door), setup.with(clock)).start();
    }
}
