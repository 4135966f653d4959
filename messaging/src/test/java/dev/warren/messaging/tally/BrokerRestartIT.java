package dev.warren.messaging.tally;

import static org.awaitility.Awaitility.await;

import dev.warren.local.RabbitInstallation;
import dev.warren.local.TestBroker;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BrokerRestartIT {

    private final UUID[] tallies = Stream.generate(TallyWorld::aTally).limit(3).toArray(UUID[]::new);

    @Test
    void a_broker_that_is_stopped_and_one_that_is_killed_under_load_lose_nothing() throws Exception {
        var installation = RabbitInstallation.find().orElseThrow();
        try (var node = TestBroker.ownNode();
                var world = new TallyWorld(node);
                var service = world.service().start().awaitWorking()) {
            underLoad(world, () -> {
                node.stop();
                node.start(installation);
            });
            underLoad(world, () -> {
                node.kill();
                node.start(installation);
            });
            await().atMost(Duration.ofSeconds(30)).until(service::works);
            world.awaitAccountsInOrder();
        }
    }

    /** Asks before, during and after. */
    private void underLoad(TallyWorld world, Runnable fault) throws Exception {
        ask(world, 100);
        var over = new AtomicBoolean();
        var asking = CompletableFuture.runAsync(() -> {
            while (!over.get()) {
                ask(world, 10);
            }
        });
        try {
            fault.run();
        } finally {
            over.set(true);
        }
        asking.get();
        ask(world, 50);
    }

    private void ask(TallyWorld world, int times) {
        for (int i = 0; i < times; i++) {
            world.ask(tallies[i % tallies.length], 1);
        }
    }
}
