package dev.warren.orders.saga;

import static dev.warren.events.CancellationReason.BY_CUSTOMER;
import static dev.warren.events.CancellationReason.CREDIT_TIMEOUT;
import static dev.warren.events.CancellationReason.INSUFFICIENT_CREDIT;
import static dev.warren.events.CancellationReason.PAYMENT_DECLINED;
import static dev.warren.events.CancellationReason.PAYMENT_TIMEOUT;
import static dev.warren.orders.Fixtures.ITEMS;
import static dev.warren.orders.Fixtures.ORDER;
import static dev.warren.orders.Fixtures.START;
import static dev.warren.orders.Fixtures.TOTAL;
import static dev.warren.orders.Fixtures.USER;
import static dev.warren.orders.Fixtures.aCancelledOrderWithoutItsRefund;
import static dev.warren.orders.Fixtures.aConfirmedOrder;
import static dev.warren.orders.Fixtures.aDeclinedOrder;
import static dev.warren.orders.Fixtures.aPurchase;
import static dev.warren.orders.Fixtures.aRefusedOrder;
import static dev.warren.orders.Fixtures.anOrderAwaitingCredit;
import static dev.warren.orders.Fixtures.anOrderAwaitingPayment;
import static dev.warren.orders.Fixtures.anOrderWithoutAnAnswerAboutCredit;
import static dev.warren.orders.Fixtures.anOrderWithoutAnAnswerAboutPayment;
import static dev.warren.orders.saga.Outstanding.NOTHING;
import static dev.warren.orders.saga.Outstanding.RELEASE;
import static dev.warren.orders.saga.Outstanding.RELEASE_AND_REFUND;
import static dev.warren.orders.saga.Story.given;
import static dev.warren.orders.saga.Story.givenNoOrder;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.warren.events.CancellationReason;
import dev.warren.events.CreditRefusal;
import dev.warren.events.OrderEvent.OrderCancelled;
import dev.warren.events.OrderEvent.OrderConfirmed;
import dev.warren.events.OrderEvent.OrderPlaced;
import dev.warren.events.OrderEvent.PaymentRequested;
import dev.warren.events.PaymentMethod;
import dev.warren.events.UserEvent;
import dev.warren.orders.Fixtures;
import dev.warren.orders.saga.Order.AwaitingPayment;
import dev.warren.orders.saga.Order.Cancelled;
import dev.warren.orders.saga.Order.Confirmed;
import dev.warren.orders.saga.OrderInput.CancelOrder;
import dev.warren.orders.saga.OrderInput.CreditRefused;
import dev.warren.orders.saga.OrderInput.CreditReleased;
import dev.warren.orders.saga.OrderInput.CreditReserved;
import dev.warren.orders.saga.OrderInput.DeadlinePassed;
import dev.warren.orders.saga.OrderInput.PaymentCaptured;
import dev.warren.orders.saga.OrderInput.PaymentDeclined;
import dev.warren.orders.saga.OrderInput.PaymentRefunded;
import dev.warren.orders.saga.OrderInput.PlaceOrder;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class OrderSagaTest {

    private static final Instant LATER = START.plus(Duration.ofMinutes(3));

    @Test
    void a_placed_order_waits_for_credit() {
        givenNoOrder()
                .when(new PlaceOrder(aPurchase()), START)
                .becomes(anOrderAwaitingCredit())
                .says(new OrderPlaced(ORDER, USER, ITEMS, TOTAL, PaymentMethod.card("pm_card_visa"), "DE"), 1, START);
    }

    @Test
    void reserved_credit_requests_the_payment_and_starts_its_deadline() {
        given(anOrderAwaitingCredit())
                .when(new CreditReserved(ORDER), LATER)
                .becomes(new AwaitingPayment(
                        aPurchase(), new Progress(2, START, LATER), LATER.plus(Duration.ofMinutes(15))))
                .says(new PaymentRequested(ORDER, USER, TOTAL, "pm_card_visa"), 2, LATER);
    }

    @Test
    void a_captured_payment_confirms_the_order_which_is_settled_then() {
        given(anOrderAwaitingPayment())
                .when(new PaymentCaptured(ORDER), LATER)
                .becomes(new Confirmed(aPurchase(), new Progress(3, START, LATER)))
                .says(new OrderConfirmed(ORDER, USER, TOTAL), 3, LATER);
        assertThat(aConfirmedOrder().isSettled()).isTrue();
    }

    @Test
    void refused_credit_cancels_the_order_for_the_same_reason_and_leaves_nothing_to_wait_for() {
        given(anOrderAwaitingCredit())
                .when(new CreditRefused(ORDER, CreditRefusal.INSUFFICIENT_CREDIT), LATER)
                .becomes(cancelled(2, INSUFFICIENT_CREDIT, NOTHING))
                .says(new OrderCancelled(ORDER, USER, TOTAL, INSUFFICIENT_CREDIT), 2, LATER);
        assertThat(aRefusedOrder().isSettled()).isTrue();
    }

    @Test
    void a_declined_payment_cancels_the_order_and_waits_for_the_release_only() {
        given(anOrderAwaitingPayment())
                .when(new PaymentDeclined(ORDER), LATER)
                .becomes(cancelled(3, PAYMENT_DECLINED, RELEASE))
                .says(new OrderCancelled(ORDER, USER, TOTAL, PAYMENT_DECLINED), 3, LATER);
    }

    @Test
    void no_word_about_credit_cancels_the_order_at_its_deadline() {
        var order = anOrderAwaitingCredit();
        given(order)
                .when(new DeadlinePassed(ORDER), order.deadline())
                .becomes(new Cancelled(aPurchase(), new Progress(2, START, order.deadline()), CREDIT_TIMEOUT, RELEASE))
                .says(new OrderCancelled(ORDER, USER, TOTAL, CREDIT_TIMEOUT), 2, order.deadline());
    }

    @Test
    void no_word_about_the_payment_cancels_the_order_at_its_deadline_and_waits_for_the_payment_too() {
        var order = anOrderAwaitingPayment();
        given(order)
                .when(new DeadlinePassed(ORDER), order.deadline())
                .becomes(new Cancelled(
                        aPurchase(), new Progress(3, START, order.deadline()), PAYMENT_TIMEOUT, RELEASE_AND_REFUND))
                .says(new OrderCancelled(ORDER, USER, TOTAL, PAYMENT_TIMEOUT), 3, order.deadline());
    }

    @Test
    void a_deadline_that_was_moved_or_belonged_to_the_state_before_is_ignored() {
        var waiting = anOrderAwaitingPayment();
        given(waiting)
                .when(new DeadlinePassed(ORDER), anOrderAwaitingCredit().deadline())
                .isIgnored();
        given(waiting)
                .when(new DeadlinePassed(ORDER), waiting.deadline().minusMillis(1))
                .isIgnored();
    }

    @Test
    void a_customer_can_cancel_before_the_credit_is_known() {
        given(anOrderAwaitingCredit())
                .when(new CancelOrder(ORDER), LATER)
                .becomes(cancelled(2, BY_CUSTOMER, RELEASE))
                .says(new OrderCancelled(ORDER, USER, TOTAL, BY_CUSTOMER), 2, LATER);
    }

    @Test
    void a_customer_can_cancel_while_the_payment_is_under_way() {
        given(anOrderAwaitingPayment())
                .when(new CancelOrder(ORDER), LATER)
                .becomes(cancelled(3, BY_CUSTOMER, RELEASE_AND_REFUND))
                .says(new OrderCancelled(ORDER, USER, TOTAL, BY_CUSTOMER), 3, LATER);
    }

    @Test
    void a_customer_can_cancel_a_confirmed_order_which_is_settled_once_credit_and_money_are_back() {
        given(aConfirmedOrder())
                .when(new CancelOrder(ORDER), LATER)
                .becomes(cancelled(4, BY_CUSTOMER, RELEASE_AND_REFUND))
                .says(new OrderCancelled(ORDER, USER, TOTAL, BY_CUSTOMER), 4, LATER);
        given(cancelled(4, BY_CUSTOMER, RELEASE_AND_REFUND))
                .when(new CreditReleased(ORDER), LATER)
                .becomes(cancelled(4, BY_CUSTOMER, Outstanding.REFUND))
                .saysNothing();
        given(cancelled(4, BY_CUSTOMER, Outstanding.REFUND))
                .when(new PaymentRefunded(ORDER), LATER)
                .becomes(cancelled(4, BY_CUSTOMER, NOTHING))
                .saysNothing();
        assertThat(cancelled(4, BY_CUSTOMER, Outstanding.REFUND).isSettled()).isFalse();
        assertThat(cancelled(4, BY_CUSTOMER, NOTHING).isSettled()).isTrue();
    }

    @Test
    void a_second_cancellation_changes_nothing() {
        given(aCancelledOrderWithoutItsRefund())
                .when(new CancelOrder(ORDER), LATER)
                .isIgnored();
    }

    @Test
    void nobody_can_cancel_an_order_that_does_not_exist() {
        givenNoOrder().when(new CancelOrder(ORDER), LATER).isIgnored();
    }

    @Test
    void credit_that_is_reserved_after_the_deadline_is_left_to_the_release() {
        var late = anOrderWithoutAnAnswerAboutCredit();
        given(late).when(new CreditReserved(ORDER), LATER).isIgnored();
        given(late)
                .when(new CreditReleased(ORDER), LATER)
                .becomes(new Cancelled(aPurchase(), new Progress(2, START, LATER), CREDIT_TIMEOUT, NOTHING))
                .saysNothing();
    }

    @Test
    void money_that_is_captured_after_the_deadline_is_left_to_the_refund() {
        var late = anOrderWithoutAnAnswerAboutPayment();
        given(late).when(new PaymentCaptured(ORDER), LATER).isIgnored();
        given(late)
                .when(new PaymentRefunded(ORDER), LATER)
                .becomes(new Cancelled(aPurchase(), new Progress(3, START, LATER), PAYMENT_TIMEOUT, RELEASE))
                .saysNothing();
    }

    @Test
    void a_decline_after_the_deadline_counts_as_the_payments_answer() {
        given(anOrderWithoutAnAnswerAboutPayment())
                .when(new PaymentDeclined(ORDER), LATER)
                .becomes(new Cancelled(aPurchase(), new Progress(3, START, LATER), PAYMENT_TIMEOUT, RELEASE))
                .saysNothing();
    }

    @Test
    void a_refund_that_is_heard_of_before_its_capture_is_no_surprise() {
        given(cancelled(3, BY_CUSTOMER, RELEASE_AND_REFUND))
                .when(new PaymentRefunded(ORDER), LATER)
                .becomes(cancelled(3, BY_CUSTOMER, RELEASE));
        given(cancelled(3, BY_CUSTOMER, RELEASE))
                .when(new PaymentCaptured(ORDER), LATER)
                .isIgnored();
    }

    @Test
    void duplicates_change_nothing() {
        given(anOrderAwaitingPayment()).when(new CreditReserved(ORDER), LATER).isIgnored();
        given(aConfirmedOrder()).when(new PaymentCaptured(ORDER), LATER).isIgnored();
        given(aDeclinedOrder()).when(new PaymentDeclined(ORDER), LATER).isIgnored();
        given(aCancelledOrderWithoutItsRefund())
                .when(new CreditReleased(ORDER), LATER)
                .isIgnored();
    }

    @Test
    void what_no_order_of_deliveries_explains_is_a_contradiction_that_says_which_and_why() {
        given(anOrderAwaitingCredit())
                .when(new PaymentCaptured(ORDER), LATER)
                .isAContradiction(
                        "PaymentCaptured for order %s cannot be: no payment was requested yet".formatted(ORDER));
        given(anOrderAwaitingPayment())
                .when(new CreditRefused(ORDER, CreditRefusal.UNKNOWN_USER), LATER)
                .isAContradiction("CreditRefused for order %s cannot be: the credit is reserved".formatted(ORDER));
        given(aConfirmedOrder())
                .when(new PaymentDeclined(ORDER), LATER)
                .isAContradiction("PaymentDeclined for order %s cannot be: the payment is captured".formatted(ORDER));
        givenNoOrder()
                .when(new CreditReserved(ORDER), LATER)
                .isAContradiction("CreditReserved for order %s cannot be: there is no such order".formatted(ORDER));
    }

    @Test
    void answers_about_credit_are_about_the_order_they_name() {
        var saga = new OrderSaga(Fixtures.DEADLINES);
        var input = saga.hear(new UserEvent.CreditRefused(ORDER, USER, CreditRefusal.UNKNOWN_USER), 1);
        assertThat(input).isEqualTo(new CreditRefused(ORDER, CreditRefusal.UNKNOWN_USER));
        assertThat(saga.key(input)).isEqualTo(ORDER);
    }

    @Test
    void deadlines_out_of_bounds_are_refused_with_key_bounds_and_value() {
        assertThatThrownBy(() -> new Deadlines(Duration.ZERO, Duration.ofMinutes(15)))
                .hasMessage("orders.credit-deadline must be PT0.001S..PT24H but was PT0S");
        assertThatThrownBy(() -> new Deadlines(Duration.ofMinutes(5), Duration.ofHours(25)))
                .hasMessage("orders.payment-deadline must be PT0.001S..PT24H but was PT25H");
    }

    private static Cancelled cancelled(long events, CancellationReason reason, Outstanding outstanding) {
        return new Cancelled(aPurchase(), new Progress(events, START, LATER), reason, outstanding);
    }
}
