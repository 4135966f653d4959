package dev.warren.system.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.warren.local.Await;
import dev.warren.system.load.Edge;
import dev.warren.system.load.Orders;
import dev.warren.system.rig.Rig;
import dev.warren.system.rig.SharedRig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What customers see while the broker or the database is away: on a broker and a database of the test's own. */
@ExtendWith(SharedRig.class)
class TroubleIT {

    private static final Duration SOON = Duration.ofSeconds(60);

    private static Rig system;
    private static Edge orders;
    private static String user;

    @BeforeAll
    static void start(Rig rig) throws Exception {
        system = rig;
        orders = system.edge("order-service");
        user = system.edge("user-service")
                .post("/users", Orders.user("Ada", "ada@example.com", "1000000.00"))
                .expect(201)
                .get("id")
                .asText();
    }

    @Test
    void while_the_broker_is_stopped_orders_are_accepted_and_they_flow_when_it_is_back() throws Exception {
        system.broker().stop();
        var accepted = Stream.generate(this::place)
                .limit(20)
                .map(order -> order.expect(202).get("id").asText())
                .toList();
        assertThat(accepted).allSatisfy(id -> assertThat(status(id)).isEqualTo("PLACED"));
        assertThat(system.service("order-service").isReady())
                .as("ready without a broker")
                .isTrue();
        assertThat(Await.until(SOON, () -> told("outbox").matches("growing: \\d+ since .+Z")))
                .as("the outbox is %s", told("outbox"))
                .isTrue();
        assertThat(told("consuming")).startsWith("no: ");
        assertThat(system.service("order-service").metric("warren_(publishing|consuming)\\{.*"))
                .isZero();
        assertThat(system.service("order-service").metric("warren_outbox_oldest_age_seconds\\{.*"))
                .isPositive();

        system.broker().start();
        Audit.of(system, accepted);
        assertThat(accepted).allSatisfy(id -> assertThat(status(id)).isEqualTo("CONFIRMED"));
    }

    @Test
    void while_the_database_is_stopped_orders_are_refused_with_retry_after_and_accepted_when_it_is_back()
            throws Exception {
        system.database().stop();
        var refused = place();
        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.body().get("code").asText()).isEqualTo("UNAVAILABLE");
        assertThat(refused.retryAfter().orElseThrow())
                .as("Retry-After, in seconds")
                .isBetween(1L, 60L);
        assertThat(system.service("order-service").isReady())
                .as("ready without a database")
                .isFalse();
        assertThat(told("consuming")).startsWith("paused: the database is away");
        assertThat(system.service("order-service").metric("warren_database_available\\{.*"))
                .isZero();

        system.database().start();
        assertThat(Await.until(SOON, () -> place().status() == 202))
                .as("accepted again")
                .isTrue();
        String id = place().expect(202).get("id").asText();
        assertThat(Await.until(SOON, () -> status(id).equals("CONFIRMED"))).isTrue();
        assertThat(system.services())
                .allSatisfy(service -> assertThat(service.isAlive()).isTrue());
    }

    /** What order-service says of its runtime. */
    private static String told(String detail) {
        try {
            return orders.get("/health")
                    .body()
                    .at("/details/messaging/details/" + detail)
                    .asText();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
