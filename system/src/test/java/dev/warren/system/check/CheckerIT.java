package dev.warren.system.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.AMQP.BasicProperties;
import dev.warren.local.Await;
import dev.warren.local.RabbitAdmin;
import dev.warren.system.check.Traffic.Poison;
import dev.warren.system.check.collect.Collector;
import dev.warren.system.check.collect.Interference;
import dev.warren.system.check.collect.LiveSystem;
import dev.warren.system.check.collect.Quiescence;
import dev.warren.system.check.collect.Usage;
import dev.warren.system.load.Edge;
import dev.warren.system.load.Orders;
import dev.warren.system.rig.Broker;
import dev.warren.system.rig.Rig;
import dev.warren.system.rig.Site;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The evidence of a running system is whole, and what is broken in it, or in the system itself, is told. */
class CheckerIT {

    private static final Duration REST = Duration.ofSeconds(90);

    @TempDir
    private static Path folder;

    private static final List<Poison> injected = new ArrayList<>();

    private static Rig rig;
    private static LiveSystem system;
    private static Usage baseline;
    private static List<Call> calls;
    private static Evidence healthy;

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
            rest();
            baseline = Usage.of(system);
            client.place(rich, "12.50", "pm_card_visa");
            client.place(rich, "20.00", "pm_card_declined");
            client.place(rich, "30.00", "pm_card_lost_reply");
            client.place(poor, "99.99", "pm_card_visa");
            client.place(UUID.randomUUID(), "5.00", "pm_card_visa");
            client.cancel(client.place(rich, "50.00", "pm_card_slow"));
            UUID paid = client.place(rich, "60.00", "pm_card_visa");
            assertThat(Await.until(REST, () -> client.status(paid).equals("CONFIRMED")))
                    .isTrue();
            client.cancel(paid);
        }
        rest();
        calls = ClientHistory.read(file);
        healthy = collect();
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

        String status(UUID id) {
            long call = history.invoke("client", new Call.Look(id));
            try {
                var order = orders.get("/orders/" + id).expect(200);
                history.ok(
                        call,
                        id,
                        order.get("status").asText(),
                        order.get("settled").asBoolean());
                return order.get("status").asText();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
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

    private static void rest() {
        assertThat(new Quiescence(system, Broker.FIGURES_AGE).await(REST)).isEmpty();
    }

    private static Evidence collect() {
        return new Collector(system, Limits.DEFAULT, new Interference(injected, Set.of(), 0, List.of()))
                .collect(Optional.of(calls), Optional.of(baseline));
    }

    @Test
    void a_run_without_trouble_breaks_no_invariant_and_leaves_none_unknown() {
        assertThat(Checker.unknown(healthy)).isEmpty();
        assertThat(Checker.check(healthy)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void what_is_broken_in_real_evidence_is_told_by_the_invariants_that_it_breaks_and_by_no_other(Break broken) {
        assertThat(Checker.check(broken.in(healthy)))
                .extracting(Violation::invariant)
                .containsOnlyElementsOf(broken.told());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            I10   | order-service        | inbox         | delete from inbox where message_id::text = (select max(message_id::text) from inbox)
            I11   | user-service         | inbox         | insert into inbox values ('0197f7a5-0000-7000-8000-000000000000', now())
            I4    | order-service        | orders        | update orders set sequence = sequence - 1 where status = 'CONFIRMED'
            I3    | order-service        | orders        | update orders set outstanding = 'RELEASE' where status = 'CANCELLED'
            I7    | user-service         | accounts      | update accounts set reserved_minor = reserved_minor + 1 where name = 'Paul'
            I5 I6 | payment-service      | simulated_provider_ledger | \
                insert into simulated_provider_ledger (key, kind, reference, amount_minor, currency, method) \
                select concat(key, '-2'), kind, 'again', amount_minor, currency, method \
                from simulated_provider_ledger where kind = 'CAPTURE' limit 1
            I6    | payment-service      | payments      | update payments set capture_reference = 'another' where status = 'CAPTURED'
            I8    | payment-service      | simulated_provider_ledger | \
                update simulated_provider_ledger set entered_at = entered_at + interval '1 hour' where kind = 'REFUND'
            I13   | notification-service | notifications | delete from notifications where template = 'ORDER_CONFIRMED'
            """)
    void what_is_broken_in_a_database_is_told(String told, String service, String table, String damage)
            throws SQLException {
        try (var connection = rig.database().connect(service);
                var statement = connection.createStatement()) {
            statement.execute("create temporary table healthy as table " + table);
            try {
                assertThat(statement.executeUpdate(damage)).as("damaged rows").isPositive();
                var seen = Checker.check(collect());
                assertThat(seen)
                        .as("%s", seen)
                        .extracting(violation -> violation.invariant().name())
                        .containsOnly(told.split(" "));
            } finally {
                statement.execute("delete from " + table);
                statement.execute("insert into %s table healthy".formatted(table));
            }
        }
    }

    @Test
    void a_binding_that_is_removed_is_told() {
        rig.broker()
                .admin()
                .delete("bindings/%s/e/payment.events/q/order-service.events/payment.captured.v1"
                        .formatted(RabbitAdmin.encoded(rig.broker().vhost())));
        var seen = Checker.check(collect());
        rig.broker().importDefinitions();
        assertThat(seen)
                .singleElement()
                .hasToString("I12 binding of order-service.events payment.captured.v1:"
                        + " expected on payment.events but was not there");
    }

    @Test
    void a_message_that_was_parked_is_told_until_it_is_known_to_be_poison() throws Exception {
        String id = UUID.randomUUID().toString();
        try (var connection = system.administrator().newConnection();
                var channel = connection.createChannel()) {
            channel.confirmSelect();
            channel.basicPublish(
                    "order.events",
                    "order.placed.v2",
                    new BasicProperties.Builder().messageId(id).build(),
                    "no JSON".getBytes(StandardCharsets.UTF_8));
            channel.waitForConfirmsOrDie(REST.toMillis());
        }
        assertThat(Await.until(REST, () -> !collect().traffic().parked().isEmpty()))
                .isTrue();
        rest();
        assertThat(Checker.check(collect())).singleElement().satisfies(violation -> {
            assertThat(violation.invariant()).isEqualTo(Invariant.I12);
            assertThat(violation.which()).isEqualTo(id);
        });
        injected.add(new Poison("user-service", id));
        assertThat(Checker.check(collect())).isEmpty();
    }

    @Test
    void what_never_comes_to_rest_is_named() throws SQLException {
        try (var connection = rig.database().connect("order-service");
                var statement = connection.createStatement()) {
            statement.execute("update orders set outstanding = 'REFUND' where reason = 'INSUFFICIENT_CREDIT'");
            var seen = new Quiescence(system, Duration.ofSeconds(1)).await(Duration.ofSeconds(3));
            statement.execute("update orders set outstanding = 'NOTHING' where reason = 'INSUFFICIENT_CREDIT'");
            assertThat(seen)
                    .singleElement()
                    .hasToString("QUIET system orders that are open or not settled in order-service:"
                            + " expected none within PT3S but was 1");
        }
    }
}
