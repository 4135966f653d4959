package dev.warren.messaging.tally;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.warren.messaging.tally.TallyInput.Add;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BrokerAwayIT {

    private final UUID tally = TallyWorld.aTally();
    private TallyWorld world;

    @BeforeEach
    void aWorld() {
        world = new TallyWorld();
    }

    @AfterEach
    void theEnd() {
        world.close();
    }

    @Test
    void a_service_that_starts_without_a_broker_takes_commands_and_says_everything_later() throws Exception {
        try (var door = world.surroundings.brokerDoor()) {
            door.shut();
            try (var service =
                    new TallyService(world.surroundings.withBroker(door), TallyService.Setup.usual()).start()) {
                await().atMost(Duration.ofSeconds(20)).until(() -> service.runtime.databaseTrouble() == null);
                command(service, 3);
                command(service, 4);
                assertThat(service.runtime.isPublishing()).isFalse();
                assertThat(service.runtime.listenerTrouble()).contains("Connection refused");
                assertThat(world.books.outbox()).isEqualTo(2);
                door.open();
                world.ask(tally, 5);
                world.awaitAccountsInOrder();
            }
        }
    }

    @Test
    void a_refused_login_is_said_and_tried_again_until_it_is_put_right() throws Exception {
        String user = "user-of-" + world.surroundings.vhost();
        world.admin.putUser(user, "right", "management");
        world.admin.grant(user, world.surroundings.vhost(), ".*", ".*", ".*");
        try (var service =
                new TallyService(world.surroundings.withLogin(user, "wrong"), TallyService.Setup.usual()).start()) {
            await().untilAsserted(() ->
                    assertThat(service.runtime.listenerTrouble()).contains("the broker refused the login"));
            await().atMost(Duration.ofSeconds(20)).until(() -> service.runtime.databaseTrouble() == null);
            command(service, 3);
            world.admin.putUser(user, "wrong", "management");
            world.ask(tally, 5);
            world.awaitAccountsInOrder();
        } finally {
            world.admin.deleteUser(user);
        }
    }

    @Test
    void connections_that_are_cut_again_and_again_under_load_lose_nothing() throws Exception {
        try (var door = world.surroundings.brokerDoor();
                var service =
                        new TallyService(world.surroundings.withBroker(door), TallyService.Setup.usual()).start()) {
            service.awaitWorking();
            for (int i = 0; i < 300; i++) {
                world.ask(tally, 1);
                if (i % 100 == 50) {
                    door.cut();
                }
            }
            world.awaitAccountsInOrder();
        }
        world.assertQueueIsEmpty();
    }

    @Test
    void connections_that_the_administrator_closes_under_load_lose_nothing() throws Exception {
        try (var service = world.service().start().awaitWorking()) {
            await().atMost(Duration.ofSeconds(15)).until(() -> {
                world.ask(tally, 1);
                return world.admin.closeConnections(world.surroundings.vhost()) >= 2;
            });
            for (int i = 0; i < 100; i++) {
                world.ask(tally, 1);
            }
            world.awaitAccountsInOrder();
        }
        world.assertQueueIsEmpty();
    }

    private void command(TallyService service, int amount) throws Exception {
        service.command(new Add(tally, amount));
        world.owe(tally, amount);
    }
}
