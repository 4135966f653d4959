package dev.warren.payments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.warren.events.OrderId;
import dev.warren.messaging.Messaging;
import dev.warren.messaging.States.Change;
import dev.warren.payments.Payment.Capturing;
import dev.warren.payments.storage.PaymentStates;
import io.micronaut.runtime.EmbeddedApplication;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The running service between a broker and its provider's books. */
@MicronautTest(transactional = false)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PaymentServiceIT implements TestPropertyProvider {

    private static final Duration AT_MOST = Duration.ofSeconds(20);

    private final Surroundings surroundings = new Surroundings();

    @Inject
    EmbeddedApplication<?> service;

    @Inject
    DataSource database;

    @Inject
    Messaging messaging;

    @Override
    public Map<String, String> getProperties() {
        var properties = new HashMap<>(surroundings.properties());
        properties.put("messaging.retention.interval", "1s");
        return properties;
    }

    @BeforeAll
    void awaitTables() {
        await().atMost(AT_MOST).until(() -> messaging.runtime().orElseThrow().databaseTrouble() == null);
    }

    @AfterAll
    void stop() {
        service.stop();
        surroundings.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"pm_card_visa", "pm_card_flaky", "pm_card_lost_reply", "pm_card_slow"})
    void a_good_card_is_captured_once_whatever_happens_on_the_way(String method) throws Exception {
        OrderId order = Surroundings.newOrder();

        surroundings.requestPayment(order, method);

        awaitEvents(order, "payment.captured.v1 1");
        assertThat(ledger(order)).isEqualTo("CAPTURE 4250");
    }

    @ParameterizedTest
    @ValueSource(strings = {"pm_card_declined", "pm_card_nobody_knows"})
    void a_bad_card_is_declined(String method) throws Exception {
        OrderId order = Surroundings.newOrder();

        surroundings.requestPayment(order, method);

        awaitEvents(order, "payment.declined.v1 1");
        assertThat(ledger(order)).isEqualTo("DECLINE 0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"pm_card_visa", "pm_card_lost_reply"})
    void a_cancelled_order_gets_its_money_back(String method) throws Exception {
        OrderId order = Surroundings.newOrder();

        surroundings.requestPayment(order, method);
        surroundings.cancel(order);

        awaitEvents(order, "payment.captured.v1 1", "payment.refunded.v1 2");
        assertThat(ledger(order)).isEqualTo("CAPTURE 4250, REFUND -4250");
    }

    @Test
    void an_order_cancelled_first_is_never_charged() throws Exception {
        OrderId order = Surroundings.newOrder();

        surroundings.cancel(order);
        await().atMost(AT_MOST).until(() -> count("select count(*) from payments where order_id = '%s'", order) == 1);
        surroundings.requestPayment(order, "pm_card_visa");

        awaitEvents(order, "payment.declined.v1 1");
        assertThat(ledger(order)).isNull();
    }

    @Test
    void a_request_that_comes_again_is_answered_with_the_same_message() throws Exception {
        OrderId order = Surroundings.newOrder();
        surroundings.requestPayment(order, "pm_card_visa");
        awaitEvents(order, "payment.captured.v1 1");

        surroundings.requestPayment(order, "pm_card_visa");

        awaitEvents(order, "payment.captured.v1 1", "payment.captured.v1 1");
        assertThat(surroundings.heardOf(order).map(it -> it.id()).distinct()).hasSize(1);
        assertThat(ledger(order)).isEqualTo("CAPTURE 4250");
        assertThat(surroundings.deadLetters()).isZero();
    }

    @Test
    void a_call_that_a_crash_has_interrupted_is_made_when_its_deadline_passes() throws Exception {
        OrderId order = Surroundings.newOrder();

        givenACaptureAskedForAt(Instant.now().truncatedTo(ChronoUnit.MILLIS), order);

        awaitEvents(order, "payment.captured.v1 1");
        assertThat(ledger(order)).isEqualTo("CAPTURE 4250");
    }

    @Test
    void a_call_older_than_its_key_is_never_made_and_stays_visible() throws Exception {
        OrderId order = Surroundings.newOrder();

        givenACaptureAskedForAt(Fixtures.START, order);

        await().atMost(AT_MOST)
                .until(() -> "UNRESOLVED CAPTURE_UNKNOWN"
                        .equals(text("select status || ' ' || reason from payments where order_id = '%s'", order)));
        assertThat(ledger(order)).isNull();
        assertThat(surroundings.heardOf(order)).isEmpty();
    }

    @Test
    void the_provider_forgets_failures_that_nobody_will_ask_about() throws Exception {
        OrderId order = Surroundings.newOrder();
        surroundings.requestPayment(order, "pm_card_flaky");
        awaitEvents(order, "payment.captured.v1 1");
        String failures = "select count(*) from simulated_provider_failures where key = 'capture-%s'";
        assertThat(count(failures, order)).isEqualTo(1);

        try (var connection = database.getConnection();
                var age = connection.createStatement()) {
            age.execute("update simulated_provider_failures set last_at = last_at - interval '2 days'");
        }

        await().atMost(AT_MOST).until(() -> count(failures, order) == 0);
        assertThat(ledger(order)).isEqualTo("CAPTURE 4250");
    }

    private void givenACaptureAskedForAt(Instant since, OrderId order) throws SQLException {
        var capturing = new Capturing(Fixtures.aBill(order), false, new Asking(since, 0, since));
        try (var connection = database.getConnection()) {
            new PaymentStates().save(connection, List.of(new Change<>(null, capturing)));
        }
    }

    private void awaitEvents(OrderId order, String... events) {
        await().atMost(AT_MOST)
                .untilAsserted(() -> assertThat(surroundings.heardOf(order).map(it -> it.type() + " " + it.sequence()))
                        .containsExactlyInAnyOrder(events));
    }

    private String ledger(OrderId order) throws SQLException {
        return text("""
                select string_agg(kind || ' ' || amount_minor, ', ' order by entered_at) from simulated_provider_ledger
                where key in ('capture-%1$s', 'refund-%1$s')""", order);
    }

    private long count(String sql, OrderId order) throws SQLException {
        return Long.parseLong(text(sql, order));
    }

    private String text(String sql, OrderId order) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement();
                var row = statement.executeQuery(sql.formatted(order))) {
            row.next();
            return row.getString(1);
        }
    }
}
