package dev.warren.system.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.local.Await;
import dev.warren.local.TestBroker;
import dev.warren.local.TestDatabase;
import dev.warren.system.demo.Demo;
import dev.warren.system.demo.Demo.Ending;
import dev.warren.system.demo.Telling;
import dev.warren.system.e2e.RunningSystem.Broker;
import dev.warren.system.e2e.RunningSystem.Database;
import dev.warren.system.load.Load;
import dev.warren.system.topology.SystemTopology;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Help.Ansi;

/** Orders travel the whole way. */
class JourneyIT {

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
    void every_story_of_the_demo_ends_as_announced() throws Exception {
        var told = new StringWriter();
        var telling = new Telling(new PrintWriter(told), Ansi.OFF);
        List<Ending> endings = new Demo(system.surroundings(), telling).run();
        telling.endings(endings);
        assertThat(endings)
                .hasSize(8)
                .allSatisfy(ending -> assertThat(ending.asAnnounced())
                        .as("%s%n%s", ending, told)
                        .isTrue());
        assertThat(told.toString()).contains("payment.refunded.v1", "user.credit-refused.v1", "notification.sent.v1");
        Ending confirmed = endings.getFirst();
        assertThat(system.mails.newest(100))
                .filteredOn(mail -> mail.text().contains(confirmed.orderId()))
                .singleElement()
                .satisfies(mail -> {
                    assertThat(mail.to()).extracting(Object::toString).anyMatch(to -> to.contains("ada@example.com"));
                    assertThat(mail.subject()).containsIgnoringCase("confirmed");
                });
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
