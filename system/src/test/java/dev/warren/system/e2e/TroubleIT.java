package dev.warren.system.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.warren.local.Await;
import dev.warren.local.LocalPostgres;
import dev.warren.local.Ports;
import dev.warren.local.RabbitInstallation;
import dev.warren.local.RabbitNode;
import dev.warren.local.TestBroker;
import dev.warren.system.e2e.RunningSystem.Broker;
import dev.warren.system.e2e.RunningSystem.Database;
import dev.warren.system.load.Edge;
import dev.warren.system.load.Orders;
import dev.warren.system.topology.SystemTopology;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What customers see while the broker or the database is away: on a broker and a database of the test's own. */
class TroubleIT {

    private static final Duration SOON = Duration.ofSeconds(60);

    @TempDir
    private static Path folder;

    private static RabbitNode node;
    private static LocalPostgres postgres;
    private static RunningSystem system;
    private static Edge orders;
    private static String user;

    @BeforeAll
    static void start() throws Exception {
        node = TestBroker.ownNode();
        postgres = LocalPostgres.in(folder.resolve("postgres"), folder.resolve("programs"))
                .start(Ports.anyFree());
        var databases = new HashMap<String, Database>();
        SystemTopology.PARTICIPANTS.forEach(participant -> {
            String name = participant.noun() + "s";
            postgres.createDatabase(name, name, "secret-of-this-test");
            databases.put(participant.name(), new Database(postgres.jdbcUrl(name), name, "secret-of-this-test"));
        });
        system = new RunningSystem(
                        new Broker("127.0.0.1", node.amqpPort(), node.vhost(), node.admin()), databases, "trouble")
                .start();
        orders = system.edge("order-service");
        user = system.edge("user-service")
                .post("/users", Orders.user("Ada", "ada@example.com", "1000000.00"))
                .expect(201)
                .get("id")
                .asText();
    }

    @AfterAll
    static void stop() throws InterruptedException {
        system.close();
        postgres.close();
        node.close();
    }

    @Test
    void while_the_broker_is_stopped_orders_are_accepted_and_they_flow_when_it_is_back() throws Exception {
        node.stop();
        var accepted = Stream.generate(this::place)
                .limit(20)
                .map(order -> order.expect(202).get("id").asText())
                .toList();
        assertThat(accepted).allSatisfy(id -> assertThat(status(id)).isEqualTo("PLACED"));
        assertThat(system.isReady("order-service")).as("ready without a broker").isTrue();

        node.start(RabbitInstallation.find().orElseThrow(), node.amqpPort(), node.managementPort());
        new Books(system, List.of(user)).balance(accepted);
        assertThat(accepted).allSatisfy(id -> assertThat(status(id)).isEqualTo("CONFIRMED"));
    }

    @Test
    void while_the_database_is_stopped_orders_are_refused_with_retry_after_and_accepted_when_it_is_back()
            throws Exception {
        int port = postgres.port();
        postgres.stop();
        var refused = place();
        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.body().get("code").asText()).isEqualTo("UNAVAILABLE");
        assertThat(refused.retryAfter().orElseThrow())
                .as("Retry-After, in seconds")
                .isBetween(1L, 60L);

        postgres.start(port);
        assertThat(Await.until(SOON, () -> place().status() == 202))
                .as("accepted again")
                .isTrue();
        String id = place().expect(202).get("id").asText();
        assertThat(Await.until(SOON, () -> status(id).equals("CONFIRMED"))).isTrue();
        assertThat(system.services())
                .allSatisfy(service -> assertThat(system.isAlive(service)).isTrue());
    }

    private Edge.Answer place() {
        try {
            return orders.post("/orders", Orders.order(user, "book", 1, "12.50", "pm_card_visa"), Map.of());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String status(String id) {
        try {
            JsonNode order = orders.get("/orders/" + id).expect(200);
            return order.get("status").asText();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
