package dev.warren.system.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.warren.local.Await;
import dev.warren.local.TestBroker;
import dev.warren.local.TestDatabase;
import dev.warren.system.demo.Demo;
import dev.warren.system.demo.Demo.Ending;
import dev.warren.system.demo.EventTap;
import dev.warren.system.demo.EventTap.Overheard;
import dev.warren.system.demo.Telling;
import dev.warren.system.e2e.RunningSystem.Broker;
import dev.warren.system.e2e.RunningSystem.Database;
import dev.warren.system.load.Load;
import dev.warren.system.topology.SystemTopology;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Help.Ansi;

/** Orders travel the whole way. */
class JourneyIT {

    /** The stories of the demo that go one way only, by their place, and the fixture that tells the same. */
    private static final Map<Integer, String> FIXTURES = Map.of(
            0,
            "confirmed",
            1,
            "payment-declined",
            2,
            "insufficient-credit",
            3,
            "unknown-user",
            7,
            "cancelled-after-payment");

    private static RunningSystem system;

    @BeforeAll
    static void start() {
        var vhost = TestBroker.freshVhost();
        var broker = new Broker(vhost.host(), vhost.port(), vhost.name(), vhost.admin());
        var databases = SystemTopology.PARTICIPANTS.stream()
                .collect(Collectors.toMap(participant -> participant.name(), participant -> {
                    var database = TestDatabase.fresh();
                    return new Database(database.jdbcUrl(), database.user(), database.password());
                }));
        system = new RunningSystem(broker, databases, "journey").start();
    }

    @AfterAll
    static void stop() throws InterruptedException {
        system.close();
    }

    @Test
    void every_story_of_the_demo_ends_as_announced_and_says_what_the_fixtures_say() throws Exception {
        var told = new StringWriter();
        var telling = new Telling(new PrintWriter(told), Ansi.OFF);
        var flows = new ConcurrentHashMap<String, List<String>>();
        List<Ending> endings;
        try (var tap = new EventTap(system.administrator(), event -> overhear(flows, event))) {
            endings = new Demo(system.surroundings(), telling).run();
            assertThat(endings)
                    .hasSize(8)
                    .allSatisfy(ending -> assertThat(ending.asAnnounced())
                            .as("%s%n%s", ending, told)
                            .isTrue());
            for (var fixture : FIXTURES.entrySet()) {
                String order = endings.get(fixture.getKey()).orderId();
                await().untilAsserted(() -> assertThat(flows.get(order))
                        .as(fixture.getValue())
                        .containsExactlyInAnyOrderElementsOf(Flow.ofFixture(fixture.getValue())));
            }
        }
        Ending confirmed = endings.getFirst();
        await().untilAsserted(() -> assertThat(system.mails.newest(100))
                .filteredOn(mail -> mail.text().contains(confirmed.orderId()))
                .singleElement()
                .satisfies(mail -> {
                    assertThat(mail.to()).containsExactly("ada@example.com");
                    assertThat(mail.subject()).containsIgnoringCase("confirmed");
                }));
    }

    private static void overhear(ConcurrentHashMap<String, List<String>> flows, Overheard event) {
        if (event.order() != null) {
            flows.computeIfAbsent(event.order(), order -> new CopyOnWriteArrayList<>())
                    .add(Flow.shape(event.type(), event.data()));
        }
    }

    @Test
    void a_thousand_orders_at_32_connections_all_end_and_the_books_balance() throws Exception {
        var load = new Load(system.edge("order-service"), system.edge("user-service"));
        var users = load.registerUsers();
        var placed = load.place(1000, 32, users, accepted -> {});
        new Books(system, users).balance(placed.ids());
    }

    @Test
    void a_restart_of_each_service_in_the_middle_loses_nothing() throws Exception {
        var load = new Load(system.edge("order-service"), system.edge("user-service"));
        var users = load.registerUsers();
        var accepted = new AtomicInteger();
        var placing = CompletableFuture.supplyAsync(() -> {
            try {
                return load.place(1200, 8, users, accepted::set);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        int goOn = 0;
        for (String service : system.services()) {
            int next = goOn + 100;
            assertThat(Await.until(Duration.ofSeconds(60), () -> accepted.get() >= next || placing.isDone()))
                    .as("accepted %d of %d before %s is killed", accepted.get(), next, service)
                    .isTrue();
            system.kill(service);
            system.launch(service);
            assertThat(Await.until(Duration.ofSeconds(60), () -> system.isReady(service)))
                    .isTrue();
            system.stop(service);
            system.launch(service);
            assertThat(Await.until(Duration.ofSeconds(60), () -> system.isReady(service)))
                    .isTrue();
            goOn = accepted.get();
        }
        new Books(system, users).balance(placing.get().ids());
        system.awaitReady();
    }

    @Test
    void an_instance_that_goes_is_gone_from_every_edge() throws Exception {
        system.stop("notification-service");
        assertThat(Await.until(
                        Duration.ofSeconds(10),
                        () -> !system.known("order-service").contains("notification-service")))
                .isTrue();
        system.launch("notification-service");
        system.awaitReady();
    }
}
