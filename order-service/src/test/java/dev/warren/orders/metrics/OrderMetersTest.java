package dev.warren.orders.metrics;

import static dev.warren.orders.Fixtures.aCancelledOrderWithoutItsRefund;
import static dev.warren.orders.Fixtures.aConfirmedOrder;
import static dev.warren.orders.Fixtures.aDeclinedOrder;
import static dev.warren.orders.Fixtures.aRefusedOrder;
import static dev.warren.orders.Fixtures.anOrderAwaitingCredit;
import static dev.warren.orders.Fixtures.anOrderAwaitingPayment;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.messaging.States.Change;
import dev.warren.orders.saga.Order;
import dev.warren.orders.saga.OrderStatus;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class OrderMetersTest {

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final OrderMeters meters = new OrderMeters(registry);

    @Test
    void every_status_is_there_from_the_start() {
        for (OrderStatus status : OrderStatus.values()) {
            assertThat(orders(status.name())).isZero();
        }
    }

    @Test
    void an_order_counts_once_for_each_status_that_it_enters() {
        meters.count(List.of(new Change<>(null, anOrderAwaitingCredit())));
        meters.count(List.of(new Change<>(anOrderAwaitingCredit(), anOrderAwaitingPayment())));
        meters.count(List.of(new Change<>(anOrderAwaitingPayment(), aConfirmedOrder())));

        assertThat(orders("PLACED")).isEqualTo(1);
        assertThat(orders("CREDIT_RESERVED")).isEqualTo(1);
        assertThat(orders("CONFIRMED")).isEqualTo(1);
        assertThat(orders("CANCELLED")).isZero();
        assertThat(step("PLACED", "CREDIT_RESERVED").totalTime(TimeUnit.MINUTES))
                .isEqualTo(1);
        assertThat(step("CREDIT_RESERVED", "CONFIRMED").totalTime(TimeUnit.MINUTES))
                .isEqualTo(1);
        assertThat(registry.get("warren.order.duration")
                        .tag("status", "CONFIRMED")
                        .timer()
                        .totalTime(TimeUnit.MINUTES))
                .isEqualTo(2);
    }

    @Test
    void a_cancelled_order_counts_by_its_reason() {
        meters.count(List.of(
                new Change<>(anOrderAwaitingPayment(), aDeclinedOrder()),
                new Change<>(anOrderAwaitingCredit(), aRefusedOrder())));

        assertThat(orders("CANCELLED")).isEqualTo(2);
        assertThat(cancelled("PAYMENT_DECLINED")).isEqualTo(1);
        assertThat(cancelled("INSUFFICIENT_CREDIT")).isEqualTo(1);
        assertThat(cancelled("BY_CUSTOMER")).isZero();
    }

    @Test
    void an_order_that_was_placed_and_cancelled_in_one_batch_was_both() {
        Order cancelled = aRefusedOrder();
        meters.count(List.of(new Change<>(null, cancelled)));

        assertThat(orders("PLACED")).isEqualTo(1);
        assertThat(orders("CANCELLED")).isEqualTo(1);
    }

    @Test
    void what_changes_within_a_status_is_no_step() {
        var waiting = aCancelledOrderWithoutItsRefund();
        meters.count(List.of(new Change<>(waiting, aDeclinedOrder())));

        assertThat(orders("CANCELLED")).isZero();
        assertThat(cancelled("PAYMENT_DECLINED")).isZero();
    }

    private double orders(String status) {
        return registry.get("warren.orders").tag("status", status).counter().count();
    }

    private double cancelled(String reason) {
        return registry.get("warren.orders.cancelled")
                .tag("reason", reason)
                .counter()
                .count();
    }

    private Timer step(String from, String to) {
        return registry.get("warren.saga.step").tags("from", from, "to", to).timer();
    }
}
