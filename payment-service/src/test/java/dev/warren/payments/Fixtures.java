package dev.warren.payments;

import dev.warren.events.OrderId;
import dev.warren.events.PaymentRefusal;
import dev.warren.events.UserId;
import dev.warren.payments.Payment.Captured;
import dev.warren.payments.Payment.Capturing;
import dev.warren.payments.Payment.Declined;
import dev.warren.payments.Payment.RefundFailed;
import dev.warren.payments.Payment.Refunded;
import dev.warren.payments.Payment.Refunding;
import dev.warren.payments.Payment.Tombstone;
import dev.warren.payments.Payment.Unresolved;
import dev.warren.payments.PaymentInput.DeadlinePassed;
import dev.warren.payments.PaymentInput.OrderCancelled;
import dev.warren.payments.PaymentInput.PaymentRequested;
import dev.warren.payments.provider.ProviderTerms;
import java.time.Duration;
import java.time.Instant;
import org.joda.money.Money;

/** One order and what can have become of its payment. */
public final class Fixtures {

    public static final Instant START = Instant.parse("2026-03-01T10:00:00Z");
    public static final Instant LATER = START.plusSeconds(60);
    public static final ProviderTerms TERMS = new ProviderTerms(
            Duration.ofSeconds(8),
            Duration.ofSeconds(4),
            Duration.ofMillis(200),
            Duration.ofSeconds(30),
            Duration.ofHours(23));

    public static final OrderId ORDER = OrderId.parse("019a0b1c-2d3e-7f40-8a1b-2c3d4e5f6071");
    public static final UserId USER = UserId.parse("019a0b1c-0000-7000-8000-000000000001");
    public static final Money TOTAL = Money.parse("EUR 42.50");
    public static final PaymentRequested REQUESTED = new PaymentRequested(ORDER, USER, TOTAL, "pm_card_visa");
    public static final OrderCancelled CANCELLED = new OrderCancelled(ORDER);
    public static final DeadlinePassed DEADLINE = new DeadlinePassed(ORDER);
    public static final Instant KEYS_VALID_UNTIL = START.plus(TERMS.keysValidFor());

    private Fixtures() {}

    public static Bill aBill() {
        return aBill(ORDER);
    }

    public static Bill aBill(OrderId order) {
        return Bill.of(new PaymentRequested(order, USER, TOTAL, "pm_card_visa"), START);
    }

    public static Tombstone anOrderCancelledBeforeItsPayment() {
        return new Tombstone(ORDER, START);
    }

    public static Capturing aPaymentBeingCaptured() {
        return new Capturing(aBill(), false, Asking.first(START, TERMS));
    }

    public static Capturing aPaymentBeingCapturedForACancelledOrder() {
        return aPaymentBeingCaptured().cancelled();
    }

    public static Captured aCapturedPayment() {
        return new Captured(aBill(), "capture-reference", Answer.first(START));
    }

    public static Declined aDeclinedPayment() {
        return new Declined(aBill(), PaymentRefusal.DECLINED_BY_PROVIDER, Answer.first(START));
    }

    public static Refunding aPaymentBeingRefunded() {
        return new Refunding(aCapturedPayment(), Asking.first(START, TERMS));
    }

    public static Refunded aRefundedPayment() {
        return aPaymentBeingRefunded().refunded("refund-reference", START);
    }

    public static RefundFailed aPaymentThatCouldNotBeRefunded() {
        return new RefundFailed(aCapturedPayment(), START);
    }

    public static Unresolved aCaptureThatNobodyAnswered() {
        return new Unresolved(aPaymentBeingCaptured(), KEYS_VALID_UNTIL);
    }

    public static Unresolved aRefundThatNobodyAnswered() {
        return new Unresolved(aPaymentBeingRefunded(), KEYS_VALID_UNTIL);
    }
}
