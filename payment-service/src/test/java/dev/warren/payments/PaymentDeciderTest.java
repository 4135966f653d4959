package dev.warren.payments;

import static dev.warren.payments.Fixtures.CANCELLED;
import static dev.warren.payments.Fixtures.DEADLINE;
import static dev.warren.payments.Fixtures.KEYS_VALID_UNTIL;
import static dev.warren.payments.Fixtures.LATER;
import static dev.warren.payments.Fixtures.ORDER;
import static dev.warren.payments.Fixtures.REQUESTED;
import static dev.warren.payments.Fixtures.START;
import static dev.warren.payments.Fixtures.TERMS;
import static dev.warren.payments.Fixtures.TOTAL;
import static dev.warren.payments.Fixtures.USER;
import static dev.warren.payments.Fixtures.aBill;
import static dev.warren.payments.Fixtures.aCaptureThatNobodyAnswered;
import static dev.warren.payments.Fixtures.aCapturedPayment;
import static dev.warren.payments.Fixtures.aDeclinedPayment;
import static dev.warren.payments.Fixtures.aPaymentBeingCaptured;
import static dev.warren.payments.Fixtures.aPaymentBeingCapturedForACancelledOrder;
import static dev.warren.payments.Fixtures.aPaymentBeingRefunded;
import static dev.warren.payments.Fixtures.aRefundedPayment;
import static dev.warren.payments.Fixtures.anOrderCancelledBeforeItsPayment;
import static dev.warren.payments.Story.given;
import static dev.warren.payments.Story.givenNoPayment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.warren.events.CancellationReason;
import dev.warren.events.OrderEvent;
import dev.warren.events.PaymentEvent.PaymentCaptured;
import dev.warren.events.PaymentEvent.PaymentDeclined;
import dev.warren.events.PaymentEvent.PaymentRefunded;
import dev.warren.events.PaymentId;
import dev.warren.events.PaymentRefusal;
import dev.warren.messaging.Said;
import dev.warren.payments.Payment.Captured;
import dev.warren.payments.Payment.Capturing;
import dev.warren.payments.Payment.Declined;
import dev.warren.payments.Payment.RefundFailed;
import dev.warren.payments.Payment.Refunding;
import dev.warren.payments.Payment.Tombstone;
import dev.warren.payments.Payment.Unresolved;
import dev.warren.payments.PaymentInput.CaptureDeclined;
import dev.warren.payments.PaymentInput.CaptureSucceeded;
import dev.warren.payments.PaymentInput.CaptureUnknown;
import dev.warren.payments.PaymentInput.RefundRefused;
import dev.warren.payments.PaymentInput.RefundSucceeded;
import dev.warren.payments.PaymentInput.RefundUnknown;
import dev.warren.payments.ProviderCall.Capture;
import dev.warren.payments.ProviderCall.Refund;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What {@link PaymentTableTest} says in a word, told in full where something happens. */
class PaymentDeciderTest {

    private static final PaymentId PAYMENT = aBill().paymentId();
    private static final Capture THE_CAPTURE = new Capture(ORDER, TOTAL, "pm_card_visa", KEYS_VALID_UNTIL);
    private static final Said CAPTURED_LATER =
            new Said(new PaymentCaptured(PAYMENT, ORDER, USER, TOTAL, "capture-reference"), 1, LATER);

    @Test
    void a_requested_payment_is_captured_with_a_deadline_by_which_it_is_asked_for_again() {
        givenNoPayment()
                .when(REQUESTED, START)
                .becomes(new Capturing(aBill(), false, new Asking(START, 0, START.plusSeconds(12))))
                .saysNothing()
                .asksFor(THE_CAPTURE);
    }

    @Test
    void an_order_cancelled_before_its_payment_leaves_a_tombstone_in_silence() {
        givenNoPayment()
                .when(CANCELLED, START)
                .becomes(new Tombstone(ORDER, START))
                .saysNothing()
                .asksForNothing();
    }

    @Test
    void a_payment_requested_after_the_cancellation_is_declined_without_asking_the_provider() {
        given(anOrderCancelledBeforeItsPayment())
                .when(REQUESTED, START)
                .becomes(new Declined(aBill(), PaymentRefusal.ORDER_CANCELLED, new Answer(1, START)))
                .says(new Said(
                        new PaymentDeclined(PAYMENT, ORDER, USER, TOTAL, PaymentRefusal.ORDER_CANCELLED), 1, START))
                .asksForNothing();
    }

    @Test
    void a_capture_is_told_to_the_order() {
        given(aPaymentBeingCaptured())
                .when(new CaptureSucceeded(ORDER, "capture-reference"))
                .becomes(new Captured(aBill(), "capture-reference", new Answer(1, LATER)))
                .says(CAPTURED_LATER)
                .asksForNothing();
    }

    @Test
    void a_decline_is_told_to_the_order() {
        given(aPaymentBeingCaptured())
                .when(new CaptureDeclined(ORDER))
                .becomes(new Declined(aBill(), PaymentRefusal.DECLINED_BY_PROVIDER, new Answer(1, LATER)))
                .says(new Said(
                        new PaymentDeclined(PAYMENT, ORDER, USER, TOTAL, PaymentRefusal.DECLINED_BY_PROVIDER),
                        1,
                        LATER));
    }

    @Test
    void a_cancellation_during_the_capture_waits_for_the_outcome() {
        given(aPaymentBeingCaptured())
                .when(CANCELLED)
                .becomes(aPaymentBeingCapturedForACancelledOrder())
                .saysNothing()
                .asksForNothing();
    }

    @Test
    void a_capture_for_an_order_cancelled_meanwhile_is_told_and_refunded() {
        given(aPaymentBeingCapturedForACancelledOrder())
                .when(new CaptureSucceeded(ORDER, "capture-reference"))
                .becomes(new Refunding(
                        new Captured(aBill(), "capture-reference", new Answer(1, LATER)),
                        new Asking(LATER, 0, LATER.plusSeconds(12))))
                .says(CAPTURED_LATER)
                .asksFor(new Refund(ORDER, "capture-reference", LATER.plus(Duration.ofHours(23))));
    }

    @Test
    void an_uncertain_capture_is_no_decline_and_is_asked_for_again_after_a_pause_that_doubles() {
        given(aPaymentBeingCaptured())
                .when(new CaptureUnknown(ORDER))
                .becomes(aPaymentBeingCaptured().asking(new Asking(START, 1, LATER.plusMillis(200))))
                .saysNothing()
                .asksForNothing();
        given(aPaymentBeingCaptured().asking(new Asking(START, 3, START)))
                .when(new CaptureUnknown(ORDER))
                .becomes(aPaymentBeingCaptured().asking(new Asking(START, 4, LATER.plusMillis(1600))));
        given(aPaymentBeingCaptured().asking(new Asking(START, 3000, START)))
                .when(new CaptureUnknown(ORDER))
                .becomes(aPaymentBeingCaptured().asking(new Asking(START, 3001, LATER.plusSeconds(30))));
    }

    @Test
    void a_call_without_an_answer_is_made_again_with_the_same_key() {
        given(aPaymentBeingCaptured())
                .when(DEADLINE)
                .becomes(aPaymentBeingCaptured().asking(new Asking(START, 0, LATER.plusSeconds(12))))
                .asksFor(THE_CAPTURE);
    }

    @Test
    void a_deadline_that_was_moved_meanwhile_is_no_reason_to_ask() {
        given(aPaymentBeingCaptured()).when(DEADLINE, START.plusSeconds(11)).isIgnored();
        given(aPaymentBeingRefunded()).when(DEADLINE, START.plusSeconds(11)).isIgnored();
    }

    @Test
    void a_key_that_the_provider_may_have_forgotten_is_never_sent_again() {
        given(aPaymentBeingCaptured())
                .when(DEADLINE, KEYS_VALID_UNTIL)
                .becomes(new Unresolved(aPaymentBeingCaptured(), KEYS_VALID_UNTIL))
                .saysNothing()
                .asksForNothing();
    }

    @Test
    void an_answer_that_comes_after_all_resolves_a_payment_even_if_its_order_was_cancelled() {
        given(aCaptureThatNobodyAnswered().cancelled())
                .when(new CaptureSucceeded(ORDER, "capture-reference"))
                .says(CAPTURED_LATER)
                .asksFor(new Refund(ORDER, "capture-reference", LATER.plus(Duration.ofHours(23))));
    }

    @Test
    void a_captured_payment_is_refunded_when_its_order_is_cancelled() {
        given(aCapturedPayment())
                .when(CANCELLED)
                .becomes(new Refunding(aCapturedPayment(), new Asking(LATER, 0, LATER.plusSeconds(12))))
                .saysNothing()
                .asksFor(new Refund(ORDER, "capture-reference", LATER.plus(Duration.ofHours(23))));
    }

    @Test
    void a_refund_is_told_to_the_order_as_the_payments_second_event() {
        given(aPaymentBeingRefunded())
                .when(new RefundSucceeded(ORDER, "refund-reference"), START)
                .becomes(aRefundedPayment())
                .says(new Said(new PaymentRefunded(PAYMENT, ORDER, USER, TOTAL, "refund-reference"), 2, START));
    }

    @Test
    void a_refused_refund_stays_visible_and_leaves_the_order_unsettled() {
        given(aPaymentBeingRefunded())
                .when(new RefundRefused(ORDER))
                .becomes(new RefundFailed(aCapturedPayment(), LATER))
                .saysNothing()
                .asksForNothing();
    }

    @Test
    void an_uncertain_refund_is_asked_for_again_with_the_same_key() {
        given(aPaymentBeingRefunded())
                .when(new RefundUnknown(ORDER))
                .becomes(aPaymentBeingRefunded().asking(new Asking(START, 1, LATER.plusMillis(200))));
        given(aPaymentBeingRefunded())
                .when(DEADLINE)
                .becomes(aPaymentBeingRefunded().asking(new Asking(START, 0, LATER.plusSeconds(12))))
                .asksFor(new Refund(ORDER, "capture-reference", KEYS_VALID_UNTIL));
    }

    @Test
    void an_answered_payment_says_the_same_event_again() {
        given(aCapturedPayment())
                .when(REQUESTED)
                .becomes(aCapturedPayment())
                .says(new Said(aCapturedPayment().event(), 1, START));
        given(aDeclinedPayment())
                .when(REQUESTED)
                .becomes(aDeclinedPayment())
                .says(new Said(aDeclinedPayment().event(), 1, START));
        given(aRefundedPayment())
                .when(REQUESTED)
                .becomes(aRefundedPayment())
                .says(new Said(aRefundedPayment().event(), 2, START));
    }

    @Test
    void calls_have_one_key_per_order_and_direction() {
        assertThat(THE_CAPTURE.key()).isEqualTo("capture-019a0b1c-2d3e-7f40-8a1b-2c3d4e5f6071");
        assertThat(new Refund(ORDER, "capture-reference", LATER).key())
                .isEqualTo("refund-019a0b1c-2d3e-7f40-8a1b-2c3d4e5f6071");
    }

    @Test
    void it_hears_requests_and_cancellations() {
        var decider = new PaymentDecider(TERMS);
        assertThat(decider.hear(new OrderEvent.PaymentRequested(ORDER, USER, TOTAL, "pm_card_visa"), 2))
                .isEqualTo(REQUESTED);
        assertThat(decider.hear(new OrderEvent.OrderCancelled(ORDER, USER, TOTAL, CancellationReason.BY_CUSTOMER), 3))
                .isEqualTo(CANCELLED);
        assertThatThrownBy(() -> decider.hear(new OrderEvent.OrderConfirmed(ORDER, USER, TOTAL), 3))
                .hasMessage("payment-service does not hear OrderConfirmed:"
                        + " it hears PaymentRequested and OrderCancelled");
    }
}
