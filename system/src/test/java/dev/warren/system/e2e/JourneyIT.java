package dev.warren.system.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.warren.local.Await;
import dev.warren.system.demo.Demo;
import dev.warren.system.demo.Demo.Ending;
import dev.warren.system.demo.EventTap;
import dev.warren.system.demo.EventTap.Overheard;
import dev.warren.system.demo.Telling;
import dev.warren.system.load.Load;
import dev.warren.system.load.Orders;
import dev.warren.system.recording.Recording;
import dev.warren.system.rig.Rig;
import dev.warren.system.rig.ServiceProcess;
import dev.warren.system.rig.SharedRig;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import picocli.CommandLine.Help.Ansi;

/** Orders travel the whole way. */
@ExtendWith(SharedRig.class)
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

    private static final Duration AT_MOST = Duration.ofSeconds(30);

    private static Rig system;

    @BeforeAll
    static void start(Rig rig) {
        system = rig;
    }

    @Test
    void every_story_of_the_demo_ends_as_announced_and_says_what_the_fixtures_say() throws Exception {
        var told = new StringWriter();
        var telling = new Telling(new PrintWriter(told), Ansi.OFF);
        var flows = new ConcurrentHashMap<String, List<String>>();
        List<Ending> endings;
        try (var tap = new EventTap(system.broker().administrator(), event -> overhear(flows, event))) {
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
        assertThat(Recording.of(
                        UUID.fromString(confirmed.orderId()), system.broker().administrator(), AT_MOST))
                .extracting(event -> Flow.shape(event.type(), event.data()))
                .containsExactlyInAnyOrderElementsOf(Flow.ofFixture("confirmed"));
        await().untilAsserted(() -> assertThat(system.mails().newest(100))
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
    void any_edge_answers_for_the_whole_system() throws Exception {
        var edge = system.edge("payment-service");
        String user = edge.post("/users", Orders.user("Ada", "ada@example.com", "1000000.00"))
                .expect(201)
                .get("id")
                .asText();
        String order = edge.post("/orders", Orders.order(user, "book", 1, "12.50", "pm_card_visa"))
                .expect(202)
                .get("id")
                .asText();
        await().untilAsserted(() -> assertThat(
                        edge.get("/orders/" + order).expect(200).get("status").asText())
                .isEqualTo("CONFIRMED"));
        assertThat(edge.get("/payments?orderId=" + order).expect(200).get("items"))
                .hasSize(1);
        await().untilAsserted(() -> assertThat(
                        edge.get("/notifications?orderId=" + order).expect(200).get("items"))
                .hasSize(1));
        assertThat(edge.get("/users/" + user + "/orders").expect(200).get("orders"))
                .hasSize(1);
        assertThat(edge.get("/users/" + user).expect(200).get("name").asText()).isEqualTo("Ada");
        assertThat(edge.post("/orders", Map.of("userId", 7)).status()).isEqualTo(400);
        assertThat(edge.get("/services/notification-service/info")
                        .expect(200)
                        .get("name")
                        .asText())
                .isEqualTo("notification-service");
    }

    @Test
    void a_thousand_orders_at_32_connections_all_end_and_the_books_balance() throws Exception {
        var load = new Load(system.edge("order-service"), system.edge("user-service"));
        var users = load.registerUsers();
        var placed = load.place(1000, 32, users, accepted -> {});
        Audit.of(system, placed.ids());
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
        for (ServiceProcess service : system.services()) {
            int next = goOn + 100;
            assertThat(Await.until(Duration.ofSeconds(60), () -> accepted.get() >= next || placing.isDone()))
                    .as("accepted %d of %d before %s is killed", accepted.get(), next, service.name())
                    .isTrue();
            service.kill();
            service.launch();
            service.awaitReady();
            Stops.inTime(service);
            service.launch();
            service.awaitReady();
            goOn = accepted.get();
        }
        Audit.of(system, placing.get().ids());
        system.awaitReady();
    }

    /** With the least rights that each service has on the broker. */
    @Test
    void a_user_is_known_with_the_orders_as_long_as_somebody_answers() throws Exception {
        var orders = system.edge("order-service");
        String user =
                new Load(orders, system.edge("user-service")).registerUsers().getFirst();
        await().untilAsserted(() -> {
            var known = orders.get("/users/" + user + "/orders").expect(200);
            assertThat(known.get("degraded").asBoolean()).isFalse();
            assertThat(known.at("/user/id").asText()).isEqualTo(user);
        });
        orders.get("/users/019a0b1c-2d3e-7f40-8a1b-2c3d4e5f6071/orders").expect(404);
        system.service("user-service").stop();
        var unknown = orders.get("/users/" + user + "/orders").expect(200);
        assertThat(unknown.get("degraded").asBoolean()).isTrue();
        assertThat(unknown.get("user").isNull()).isTrue();
        system.service("user-service").launch();
        system.awaitReady();
    }

    @Test
    void an_instance_that_goes_is_gone_from_every_edge() throws Exception {
        system.service("notification-service").stop();
        assertThat(Await.until(
                        Duration.ofSeconds(10),
                        () -> !system.service("order-service").known().contains("notification-service")))
                .isTrue();
        system.service("notification-service").launch();
        system.awaitReady();
    }
}
