package dev.warren.payments.storage;

import static dev.warren.payments.Fixtures.LATER;
import static dev.warren.payments.Fixtures.ORDER;
import static dev.warren.payments.Fixtures.START;
import static dev.warren.payments.Fixtures.aBill;
import static dev.warren.payments.Fixtures.aPaymentBeingCaptured;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.warren.events.OrderId;
import dev.warren.messaging.States.Change;
import dev.warren.payments.Asking;
import dev.warren.payments.Fixtures;
import dev.warren.payments.Payment;
import dev.warren.payments.Payment.Capturing;
import dev.warren.payments.PaymentInput;
import dev.warren.payments.PaymentInput.DeadlinePassed;
import dev.warren.payments.PaymentInput.OrderCancelled;
import dev.warren.payments.PaymentsDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PaymentStatesIT {

    private static final String STEP = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    private final PaymentStates states = new PaymentStates();
    private HikariDataSource database;
    private Connection connection;

    @BeforeEach
    void connect() throws SQLException {
        database = PaymentsDatabase.fresh();
        connection = database.getConnection();
    }

    @AfterEach
    void disconnect() throws SQLException {
        connection.close();
        database.close();
    }

    static Stream<Payment> everyState() {
        return Stream.of(
                Fixtures.anOrderCancelledBeforeItsPayment(),
                Fixtures.aPaymentBeingCaptured(),
                Fixtures.aPaymentBeingCapturedForACancelledOrder(),
                Fixtures.aPaymentBeingCaptured().asking(new Asking(START, 7, LATER)),
                Fixtures.aCapturedPayment(),
                Fixtures.aDeclinedPayment(),
                Fixtures.aPaymentBeingRefunded(),
                Fixtures.aRefundedPayment(),
                Fixtures.aPaymentThatCouldNotBeRefunded(),
                Fixtures.aCaptureThatNobodyAnswered(),
                new Payment.Unresolved(Fixtures.aPaymentBeingCapturedForACancelledOrder(), LATER),
                Fixtures.aRefundThatNobodyAnswered());
    }

    @ParameterizedTest
    @MethodSource("everyState")
    void a_state_is_loaded_as_it_was_inserted(Payment payment) throws SQLException {
        save(new Change<>(null, payment));

        assertThat(load(ORDER)).isEqualTo(Map.of(ORDER, payment));
    }

    @ParameterizedTest
    @MethodSource("everyState")
    void a_state_is_loaded_as_it_was_updated(Payment payment) throws SQLException {
        var tombstone = Fixtures.anOrderCancelledBeforeItsPayment();
        save(new Change<>(null, tombstone));
        save(new Change<>(tombstone, payment));

        assertThat(load(ORDER)).isEqualTo(Map.of(ORDER, payment));
    }

    @Test
    void one_batch_inserts_and_updates_many() throws SQLException {
        var orders = IntStream.range(0, 300)
                .mapToObj(i -> new OrderId(new UUID(0x7000, Long.MIN_VALUE + i)))
                .toList();
        List<Capturing> capturing = orders.stream()
                .map(order -> new Capturing(aBill(order), false, new Asking(START, 0, LATER)))
                .toList();
        states.save(
                connection,
                capturing.subList(0, 200).stream()
                        .map(it -> new Change<Payment>(null, it))
                        .toList());
        states.save(
                connection,
                IntStream.range(100, 300)
                        .mapToObj(i -> i < 200
                                ? new Change<Payment>(
                                        capturing.get(i), capturing.get(i).cancelled())
                                : new Change<Payment>(null, capturing.get(i)))
                        .toList());

        var loaded = load(orders.toArray(OrderId[]::new));
        assertThat(loaded).hasSize(300);
        assertThat(loaded.values().stream().filter(it -> ((Capturing) it).isCancelled()))
                .hasSize(100);
    }

    @Test
    void orders_without_a_payment_are_absent_and_each_order_is_loaded_once() throws SQLException {
        save(new Change<>(null, aPaymentBeingCaptured()));

        assertThat(load(ORDER, new OrderId(new UUID(1, 2)), ORDER)).containsOnlyKeys(ORDER);
    }

    @Test
    void a_payment_that_another_instance_has_inserted_meanwhile_is_a_unique_violation() throws SQLException {
        save(new Change<>(null, aPaymentBeingCaptured()));

        assertThatThrownBy(() -> save(new Change<>(null, Fixtures.anOrderCancelledBeforeItsPayment())))
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("23505"));
    }

    @Test
    void passed_deadlines_of_what_waits_for_the_provider_are_due_oldest_first() throws SQLException {
        OrderId late = new OrderId(new UUID(3, 3));
        save(new Change<>(null, capturingUntil(LATER, ORDER)));
        save(new Change<>(null, capturingUntil(START, late), STEP));
        save(new Change<>(null, capturingUntil(LATER.plusMillis(1), new OrderId(new UUID(4, 4)))));
        save(new Change<>(null, new Payment.Unresolved(capturingUntil(START, new OrderId(new UUID(5, 5))), LATER)));

        assertThat(states.due(connection, LATER, 10))
                .containsExactly(new DeadlinePassed(late), new DeadlinePassed(ORDER));
        assertThat(states.due(connection, LATER, 1)).containsExactly(new DeadlinePassed(late));
        assertThat(states.steps(connection, states.due(connection, LATER, 10)))
                .isEqualTo(Map.of(new DeadlinePassed(late), STEP));
    }

    private static Capturing capturingUntil(Instant deadline, OrderId order) {
        return new Capturing(aBill(order), false, new Asking(START, 1, deadline));
    }

    private void save(Change<Payment> change) throws SQLException {
        states.save(connection, List.of(change));
    }

    private Map<OrderId, Payment> load(OrderId... orders) throws SQLException {
        return states.load(
                connection,
                Stream.of(orders).<PaymentInput>map(OrderCancelled::new).toList());
    }
}
