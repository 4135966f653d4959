package dev.warren.system.check.collect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.system.check.Amount;
import dev.warren.system.check.Call;
import dev.warren.system.check.Checker;
import dev.warren.system.check.ClientHistory;
import dev.warren.system.check.Evidence;
import dev.warren.system.check.Limits;
import dev.warren.system.load.Edge;
import dev.warren.system.load.Orders;
import dev.warren.system.rig.Rig;
import dev.warren.system.rig.Site;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The evidence of a running system is whole, and shows what was broken in it. */
class CheckerIT {

    private static final Duration REST = Duration.ofSeconds(90);

    @TempDir
    private static Path folder;

    private static Rig rig;
    private static LiveSystem system;
    private static Usage baseline;
    private static List<Call> calls;

    @BeforeAll
    static void run_some_orders() throws IOException {
        rig = Rig.at(Site.ofTest("checker")).start();
        system = LiveSystem.of(rig);
        var file = folder.resolve("history.jsonl");
        try (var history = ClientHistory.create(file)) {
            var client = new Client(rig.edge("order-service"), history);
            UUID rich = register("Ada", "ada@example.com", "1000.00");
            UUID poor = register("Paul", "paul@example.com", "10.00");
            client.place(rich, "1.00", "pm_card_visa");
            assertThat(quiescence().await(REST)).isEmpty();
            baseline = Usage.of(system);
            client.place(rich, "12.50", "pm_card_visa");
            client.place(rich, "20.00", "pm_card_declined");
            client.place(rich, "30.00", "pm_card_lost_reply");
            client.place(poor, "99.99", "pm_card_visa");
            client.place(UUID.randomUUID(), "5.00", "pm_card_visa");
            client.cancel(client.place(rich, "50.00", "pm_card_slow"));
        }
        assertThat(quiescence().await(REST)).isEmpty();
        calls = ClientHistory.read(file);
    }

    @AfterAll
    static void stop() {
        rig.close();
    }

    /** A client that writes down what it asks. */
    private record Client(Edge orders, ClientHistory history) {

        UUID place(UUID user, String price, String method) throws IOException {
            String key = UUID.randomUUID().toString();
            long minor = Long.parseLong(price.replace(".", ""));
            long call = history.invoke("client", new Call.Place(user, key, new Amount(minor, "EUR")));
            var order = orders.post(
                            "/orders",
                            Orders.order(user.toString(), "book", 1, price, method),
                            Map.of("Idempotency-Key", key))
                    .expect(202);
            UUID id = UUID.fromString(order.get("id").asText());
            history.ok(
                    call, id, order.get("status").asText(), order.get("settled").asBoolean());
            return id;
        }

        void cancel(UUID id) throws IOException {
            long call = history.invoke("client", new Call.Cancel(id));
            var order = orders.post("/orders/" + id + "/cancel", Map.of()).expect(202);
            history.ok(
                    call, id, order.get("status").asText(), order.get("settled").asBoolean());
        }
    }

    private static UUID register(String name, String email, String limit) throws IOException {
        return UUID.fromString(rig.edge("user-service")
                .post("/users", Orders.user(name, email, limit))
                .expect(201)
                .get("id")
                .asText());
    }

    private static Quiescence quiescence() {
        return new Quiescence(system, Duration.ofSeconds(6));
    }

    private static Evidence collect() {
        return new Collector(system, Limits.DEFAULT, Interference.NONE)
                .collect(Optional.of(calls), Optional.of(baseline));
    }

    @Test
    void a_run_without_trouble_breaks_no_invariant_and_leaves_none_unknown() {
        Evidence evidence = collect();
        assertThat(Checker.unknown(evidence)).isEmpty();
        assertThat(Checker.check(evidence)).isEmpty();
    }
}
