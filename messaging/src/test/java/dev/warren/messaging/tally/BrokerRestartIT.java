package dev.warren.messaging.tally;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.warren.local.RabbitInstallation;
import dev.warren.local.RabbitNode;
import dev.warren.local.TestBroker;
import dev.warren.messaging.journal.Entry;
import dev.warren.messaging.journal.JournalReader;
import dev.warren.messaging.journal.Receiver;
import dev.warren.messaging.journal.Start;
import dev.warren.messaging.tally.TallyInput.Add;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** First of all, because a broker takes its time and the others need not wait for it. */
@Order(1)
class BrokerRestartIT {

    private static final RabbitInstallation INSTALLATION =
            RabbitInstallation.find().orElseThrow();
    private static RabbitNode node;

    private final UUID[] tallies = Stream.generate(TallyWorld::aTally).limit(3).toArray(UUID[]::new);

    @BeforeAll
    static void aNode() {
        node = TestBroker.ownNode();
    }

    @AfterAll
    static void noNode() {
        node.kill();
    }

    @Test
    void a_broker_that_is_stopped_and_one_that_is_killed_under_load_lose_nothing() throws Exception {
        try (var world = new TallyWorld(node);
                var service = world.service().start().awaitWorking()) {
            underLoad(world, () -> {
                node.stop();
                node.start(INSTALLATION);
            });
            underLoad(world, () -> {
                node.kill();
                node.start(INSTALLATION);
            });
            await().atMost(Duration.ofSeconds(30)).until(service::works);
            world.awaitAccountsInOrder();
            assertThat(said(world))
                    .as("a broker that starts takes messages before its streams do")
                    .isNotEmpty()
                    .isSubsetOf(journal(world));
        }
    }

    /** The ids of all that the tallies have said. */
    private Set<String> said(TallyWorld world) {
        return Arrays.stream(tallies)
                .flatMap(tally -> world.witness.about(tally).stream())
                .map(Witness.Heard::id)
                .collect(Collectors.toSet());
    }

    private static Set<String> journal(TallyWorld world) throws Exception {
        var ids = new HashSet<String>();
        var end = new CompletableFuture<Set<String>>();
        var receiver = new Receiver() {
            @Override
            public void accept(Entry entry) {
                ids.add(entry.properties().getMessageId());
            }

            @Override
            public void caughtUp() {
                end.complete(Set.copyOf(ids));
            }
        };
        try (var reader = new JournalReader(world.surroundings.link("reads"), new Start.First(), 500, receiver)) {
            reader.start();
            return end.get(30, TimeUnit.SECONDS);
        }
    }

    @Test
    @Timeout(90)
    void a_broker_that_takes_no_messages_keeps_nobody_from_commands_nor_from_stopping() throws Exception {
        Path alarm = node.folder().resolve("advanced.config");
        try (var world = new TallyWorld(node)) {
            try (var service = world.service().start().awaitWorking()) {
                node.kill();
                // So little memory that the broker is alarmed from its start.
                Files.writeString(alarm, "[{rabbit, [{vm_memory_high_watermark, {absolute, 1}}]}].");
                node.start(INSTALLATION);
                await().atMost(Duration.ofSeconds(30)).until(() -> service.runtime.listenerTrouble() == null);
                command(world, service);
                await().until(() -> !service.runtime.isPublishing());
                for (int i = 0; i < 50; i++) {
                    command(world, service);
                }
            }
            assertThat(world.books.outbox()).isEqualTo(51);
            restartWithout(alarm);
            try (var next = world.service().start()) {
                world.awaitAccountsInOrder();
            }
        }
    }

    private static void restartWithout(Path alarm) throws IOException {
        node.kill();
        Files.delete(alarm);
        node.start(INSTALLATION);
    }

    private void command(TallyWorld world, TallyService service) throws Exception {
        service.command(new Add(tallies[0], 1));
        world.owe(tallies[0], 1);
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
