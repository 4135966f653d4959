package dev.warren.messaging.tally;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.warren.messaging.UnavailableException;
import dev.warren.messaging.tally.TallyInput.Add;
import dev.warren.messaging.tally.TallyService.Setup;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;

class CapacityIT {

    @Test
    void a_full_outbox_refuses_commands_until_the_broker_has_taken_it() throws Exception {
        var tally = TallyWorld.aTally();
        try (var world = new TallyWorld();
                var door = world.surroundings.brokerDoor();
                var service = new TallyService(
                                world.surroundings.withBroker(door),
                                Setup.usual().with(TallyConfiguration.capacity(10)))
                        .start()
                        .awaitWorking()) {
            door.shut();
            await().atMost(Duration.ofSeconds(10))
                    .pollInterval(Duration.ofMillis(20))
                    .untilAsserted(() -> {
                        try {
                            service.command(new Add(tally, 1));
                            world.owe(tally, 1);
                            assertThat(false).as("refused").isTrue();
                        } catch (ExecutionException e) {
                            assertThat(e)
                                    .cause()
                                    .isInstanceOf(UnavailableException.class)
                                    .hasMessageContaining("messaging.outbox.capacity");
                        }
                    });
            assertThat(world.books.outbox()).isGreaterThanOrEqualTo(10);
            door.open();
            world.awaitAccountsInOrder();
            await().ignoreExceptions().untilAsserted(() -> {
                service.command(new Add(tally, 1));
                world.owe(tally, 1);
            });
            world.awaitAccountsInOrder();
        }
    }

    @Test
    void a_backlog_larger_than_the_memory_goes_out_as_fast_as_it_is_confirmed() throws Exception {
        var tally = TallyWorld.aTally();
        try (var world = new TallyWorld();
                var door = world.surroundings.brokerDoor();
                var service = new TallyService(
                                world.surroundings.withBroker(door),
                                Setup.usual().with(TallyConfiguration.memory(50)))
                        .start()
                        .awaitWorking()) {
            door.shut();
            for (int i = 0; i < 1500; i++) {
                service.commands().submit(new Add(tally, 1));
                world.owe(tally, 1);
            }
            world.awaitCounted();
            door.open();
            // Fifty a second would be half a minute.
            await().atMost(Duration.ofSeconds(15)).until(() -> world.books.outbox() == 0);
            world.awaitAccountsInOrder();
        }
    }
}
