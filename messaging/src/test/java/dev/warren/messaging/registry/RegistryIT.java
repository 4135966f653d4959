package dev.warren.messaging.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.warren.messaging.MessagingConfiguration.RegistryConfiguration;
import dev.warren.messaging.broker.Links;
import dev.warren.messaging.registry.Instance.State;
import dev.warren.messaging.tally.Doorway;
import dev.warren.messaging.tally.Surroundings;
import dev.warren.messaging.tally.TallyWorld;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RegistryIT {

    private static final Duration INTERVAL = Duration.ofMillis(200);
    private static final Duration EXPIRY = Duration.ofMillis(1500);
    private static TallyWorld world;

    private final List<Node> nodes = new ArrayList<>();
    private Doorway door;
    private Node tally;
    private Node witness;

    /** One instance with its connections. */
    private record Node(Registry registry, Links links) {

        static Node start(Surroundings surroundings, String service, int port) {
            var links = new Links(surroundings.link(service + " publishes"), surroundings.link(service + " consumes"));
            var registry = new Registry(
                    service,
                    links,
                    new RegistryConfiguration(INTERVAL, EXPIRY),
                    new SimpleMeterRegistry(),
                    Clock.systemUTC());
            links.publishing().start();
            links.consuming().start();
            registry.start();
            registry.announce("127.0.0.1", port, "1.0", List.of("/" + service));
            return new Node(registry, links);
        }

        List<String> sees(State state) {
            return registry.instances().stream()
                    .filter(instance -> instance.state() == state)
                    .map(Instance::service)
                    .toList();
        }

        void leave() throws InterruptedException {
            registry.close();
            links.publishing().close();
            links.consuming().close();
        }
    }

    @BeforeAll
    static void aWorld() {
        world = new TallyWorld();
    }

    @AfterAll
    static void theEnd() {
        world.close();
    }

    @BeforeEach
    void twoThatSeeEachOther() {
        door = world.surroundings.brokerDoor();
        tally = node(world.surroundings, "tally-service", 8081);
        witness = node(world.surroundings.withBroker(door), "witness-service", 8082);
        await().untilAsserted(() -> {
            assertThat(tally.sees(State.UP)).containsExactly("tally-service", "witness-service");
            assertThat(witness.sees(State.UP)).containsExactly("tally-service", "witness-service");
        });
    }

    private Node node(Surroundings surroundings, String service, int port) {
        var node = Node.start(surroundings, service, port);
        nodes.add(node);
        return node;
    }

    @AfterEach
    void allLeave() throws InterruptedException {
        for (Node node : nodes) {
            node.leave();
        }
        door.close();
    }

    @Test
    void a_newcomer_is_answered_at_once_and_knows_where_everybody_is() {
        var late = node(world.surroundings, "late-service", 8083);
        await().atMost(Duration.ofSeconds(2))
                .untilAsserted(() -> assertThat(late.sees(State.UP))
                        .containsExactly("late-service", "tally-service", "witness-service"));
        assertThat(late.registry().instances()).extracting(Instance::port).containsExactly(8083, 8081, 8082);
        assertThat(late.registry().instances())
                .extracting(Instance::routes)
                .containsExactly(List.of("/late-service"), List.of("/tally-service"), List.of("/witness-service"));
    }

    @Test
    void whoever_leaves_is_gone_at_once_and_stays_away() throws Exception {
        witness.leave();
        // Sooner than silence alone would make it go.
        await().atMost(EXPIRY.dividedBy(2))
                .untilAsserted(() -> assertThat(tally.registry().instances()).hasSize(1));
        Instant gone = Instant.now();
        await().until(() -> {
            assertThat(tally.registry().instances()).hasSize(1);
            return tally.registry().instances().getFirst().lastSeen().isAfter(gone.plus(INTERVAL.multipliedBy(4)));
        });
    }

    @Test
    void whoever_dies_without_a_word_is_suspect_first_and_then_gone() {
        door.shut();
        await().pollInterval(Duration.ofMillis(20))
                .untilAsserted(() -> assertThat(tally.sees(State.SUSPECT)).containsExactly("witness-service"));
        await().untilAsserted(() -> {
            assertThat(tally.sees(State.UP)).containsExactly("tally-service");
            assertThat(tally.sees(State.SUSPECT)).isEmpty();
        });
    }

    @Test
    void whoever_cannot_hear_forgets_nobody_and_is_back_by_itself() {
        door.shut();
        Instant deaf = Instant.now();
        await().until(() -> {
            assertThat(witness.registry().instances()).hasSize(2);
            return Instant.now().isAfter(deaf.plus(EXPIRY.multipliedBy(2)));
        });
        door.open();
        await().untilAsserted(() -> {
            assertThat(tally.sees(State.UP)).containsExactly("tally-service", "witness-service");
            assertThat(witness.sees(State.UP)).containsExactly("tally-service", "witness-service");
        });
    }
}
