package dev.warren.messaging.tally;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import dev.warren.messaging.UnavailableException;
import dev.warren.messaging.tally.TallyInput.Add;
import dev.warren.messaging.tally.TallyService.Setup;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DatabaseAwayIT {

    private final UUID tally = TallyWorld.aTally();
    private TallyWorld world;
    private Doorway door;

    @BeforeEach
    void aWorldWithADoor() {
        world = new TallyWorld();
        door = world.surroundings.databaseDoor();
    }

    @AfterEach
    void theEnd() {
        door.close();
        world.close();
    }

    @Test
    void while_the_database_is_away_commands_are_refused_and_messages_wait() throws Exception {
        try (var service = aService().awaitWorking()) {
            world.ask(tally, 1);
            world.awaitCounted();
            door.shut();
            for (int i = 0; i < 20; i++) {
                world.ask(tally, 1);
            }
            assertRefused(service);
            await().until(() -> service.runtime.databaseTrouble() != null);
            assertRefused(service);
            door.open();
            await().until(service::works);
            service.command(new Add(tally, 5));
            world.owe(tally, 5);
            world.awaitAccountsInOrder();
        }
        world.assertQueueIsEmpty();
    }

    @Test
    void a_database_connection_that_breaks_at_any_moment_counts_nothing_twice() throws Exception {
        try (var service = aService().awaitWorking()) {
            for (int i = 0; i < 300; i++) {
                world.ask(tally, 1);
                if (i % 50 == 25) {
                    door.cut();
                }
            }
            world.awaitAccountsInOrder();
        }
        assertThat(world.wire.takeAll(TallyService.TALLY.deadQueue())).isEmpty();
        world.assertQueueIsEmpty();
    }

    @Test
    void a_service_that_starts_without_its_database_waits_for_it() throws Exception {
        door.shut();
        try (var service = aService()) {
            world.ask(tally, 3);
            await().untilAsserted(
                            () -> assertThat(service.runtime.databaseTrouble()).contains("cannot be prepared"));
            assertRefused(service);
            door.open();
            world.awaitAccountsInOrder();
            assertThat(service.works()).isTrue();
        }
    }

    private TallyService aService() {
        return new TallyService(world.surroundings.withDatabase(door), Setup.usual()).start();
    }

    private void assertRefused(TallyService service) {
        var refused = catchThrowableOfType(ExecutionException.class, () -> service.command(new Add(tally, 1)));
        assertThat(refused).cause().isInstanceOf(UnavailableException.class);
        assertThat(((UnavailableException) refused.getCause()).retryAfter()).isPositive();
    }
}
