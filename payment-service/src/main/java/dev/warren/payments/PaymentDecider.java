package dev.warren.payments;

import dev.warren.events.OrderEvent;
import dev.warren.events.OrderId;
import dev.warren.events.PaymentRefusal;
import dev.warren.messaging.Decider;
import dev.warren.messaging.Decision;
import dev.warren.messaging.Decision.Decided;
import dev.warren.payments.Payment.Answered;
import dev.warren.payments.Payment.Captured;
import dev.warren.payments.Payment.Capturing;
import dev.warren.payments.Payment.Declined;
import dev.warren.payments.Payment.Pending;
import dev.warren.payments.Payment.RefundFailed;
import dev.warren.payments.Payment.Refunded;
import dev.warren.payments.Payment.Refunding;
import dev.warren.payments.Payment.Tombstone;
import dev.warren.payments.Payment.Unresolved;
import dev.warren.payments.PaymentInput.CallResult;
import dev.warren.payments.PaymentInput.CaptureDeclined;
import dev.warren.payments.PaymentInput.CaptureResult;
import dev.warren.payments.PaymentInput.CaptureSucceeded;
import dev.warren.payments.PaymentInput.CaptureUnknown;
import dev.warren.payments.PaymentInput.DeadlinePassed;
import dev.warren.payments.PaymentInput.OrderCancelled;
import dev.warren.payments.PaymentInput.PaymentRequested;
import dev.warren.payments.PaymentInput.RefundRefused;
import dev.warren.payments.PaymentInput.RefundResult;
import dev.warren.payments.PaymentInput.RefundSucceeded;
import dev.warren.payments.PaymentInput.RefundUnknown;
import dev.warren.payments.PaymentInput.RetryAsked;
import dev.warren.payments.provider.ProviderTerms;
import java.time.Instant;

/**
 * The payment table: one row per state and input. An uncertain outcome is never taken for a decline; the same call is made again
 * with the same key until the provider's answer is certain, or its memory of the key is not.
 */
public final class PaymentDecider implements Decider<OrderId, Payment, PaymentInput, ProviderCall> {

    private final ProviderTerms terms;

    public PaymentDecider(ProviderTerms terms) {
        this.terms = terms;
    }

    @Override
    public PaymentInput hear(Object event, long sequence) {
        return switch (event) {
            case OrderEvent.PaymentRequested it ->
                new PaymentRequested(it.orderId(), it.userId(), it.amount(), it.paymentMethod());
            case OrderEvent.OrderCancelled it -> new OrderCancelled(it.orderId());
            default ->
                throw new IllegalArgumentException("payment-service does not hear "
                        + event.getClass().getSimpleName() + ": it hears PaymentRequested and OrderCancelled");
        };
    }

    @Override
    public OrderId key(PaymentInput input) {
        return input.orderId();
    }

    @Override
    public Decision<Payment, ProviderCall> decide(Payment state, PaymentInput input, Instant now) {
        return switch (state) {
            case null ->
                switch (input) {
                    case PaymentRequested order -> capture(Bill.of(order, now), now);
                    case OrderCancelled order -> become(new Tombstone(order.orderId(), now));
                    case CallResult result -> impossible(result, "there is no payment");
                    case DeadlinePassed late -> ignore();
                    case RetryAsked order -> notStuck(null, order);
                };
            case Tombstone tombstone ->
                switch (input) {
                    case PaymentRequested order -> decline(Bill.of(order, now), PaymentRefusal.ORDER_CANCELLED, now);
                    case OrderCancelled again -> ignore();
                    case CallResult result ->
                        impossible(result, "the order was cancelled before anything was asked for");
                    case DeadlinePassed late -> ignore();
                    case RetryAsked order -> notStuck(tombstone, order);
                };
            case Capturing it ->
                switch (input) {
                    case PaymentRequested again -> ignore();
                    case OrderCancelled order -> become(it.cancelled());
                    case CaptureSucceeded result -> captured(it, result.reference(), now);
                    case CaptureDeclined result -> decline(it.bill(), PaymentRefusal.DECLINED_BY_PROVIDER, now);
                    case CaptureUnknown result -> backOff(it, now);
                    case RefundResult result -> impossible(result, "nothing was captured yet");
                    case DeadlinePassed due -> askAgain(it, now);
                    case RetryAsked again -> ignore();
                };
            case Captured it ->
                switch (input) {
                    case PaymentRequested again -> say(it);
                    case OrderCancelled order -> refund(it, now);
                    case CaptureDeclined result -> impossible(result, "it was captured");
                    case CaptureSucceeded duplicate -> ignore();
                    case CaptureUnknown late -> ignore();
                    case RefundResult result -> impossible(result, "no refund was asked for");
                    case DeadlinePassed late -> ignore();
                    case RetryAsked order -> notStuck(it, order);
                };
            case Refunding it ->
                switch (input) {
                    case PaymentRequested again -> ignore();
                    case OrderCancelled again -> ignore();
                    case CaptureResult late -> ignore();
                    case RefundSucceeded result -> say(it.refunded(result.reference(), now));
                    case RefundRefused result -> become(new RefundFailed(it.captured(), now));
                    case RefundUnknown result -> backOff(it, now);
                    case DeadlinePassed due -> askAgain(it, now);
                    case RetryAsked again -> ignore();
                };
            case Refunded it ->
                switch (input) {
                    case PaymentRequested again -> say(it);
                    case OrderCancelled again -> ignore();
                    case CallResult late -> ignore();
                    case DeadlinePassed late -> ignore();
                    case RetryAsked order -> notStuck(it, order);
                };
            case Declined it ->
                switch (input) {
                    case PaymentRequested again -> say(it);
                    case OrderCancelled order -> ignore();
                    case CallResult late -> ignore();
                    case DeadlinePassed late -> ignore();
                    case RetryAsked order -> notStuck(it, order);
                };
            case RefundFailed it ->
                switch (input) {
                    case PaymentRequested again -> ignore();
                    case OrderCancelled again -> ignore();
                    case CallResult late -> ignore();
                    case DeadlinePassed late -> ignore();
                    case RetryAsked order -> refund(it.captured(), now);
                };
            case Unresolved it ->
                switch (input) {
                    case PaymentRequested again -> ignore();
                    case OrderCancelled order -> become(it.cancelled());
                    case CaptureUnknown late -> ignore();
                    case RefundUnknown late -> ignore();
                    case CaptureResult certain -> decide(it.was(), certain, now);
                    case RefundResult certain -> decide(it.was(), certain, now);
                    case DeadlinePassed late -> ignore();
                    case RetryAsked order -> askOnceMore(it, now);
                };
        };
    }

    private Decided<Payment, ProviderCall> capture(Bill bill, Instant now) {
        return call(new Capturing(bill, false, Asking.first(now, terms)));
    }

    private Decided<Payment, ProviderCall> captured(Capturing it, String reference, Instant now) {
        var captured = new Captured(it.bill(), reference, Answer.first(now));
        return it.isCancelled() ? say(captured, refund(captured, now)) : say(captured);
    }

    private Decided<Payment, ProviderCall> refund(Captured it, Instant now) {
        return call(new Refunding(it, Asking.first(now, terms)));
    }

    private static Decided<Payment, ProviderCall> decline(Bill bill, PaymentRefusal reason, Instant now) {
        return say(new Declined(bill, reason, Answer.first(now)));
    }

    private Decided<Payment, ProviderCall> backOff(Pending it, Instant now) {
        return become(it.asking(it.asking().afterUnknown(now, terms)));
    }

    /** A deadline that was read before the state moved on is no reason to ask. */
    private Decision<Payment, ProviderCall> askAgain(Pending it, Instant now) {
        if (now.isBefore(it.asking().deadline())) {
            return ignore();
        }
        if (!now.isBefore(it.asking().validUntil(terms))) {
            return become(new Unresolved(it, now));
        }
        return call(it.asking(it.asking().again(now, terms)));
    }

    /** Somebody answers for it that the provider still knows the key, or has never done it. */
    private Decided<Payment, ProviderCall> askOnceMore(Unresolved it, Instant now) {
        return call(it.was().asking(Asking.first(now, terms)));
    }

    private Decided<Payment, ProviderCall> call(Pending it) {
        var validUntil = it.asking().validUntil(terms);
        return become(it)
                .perform(
                        switch (it) {
                            case Capturing capturing ->
                                new ProviderCall.Capture(
                                        it.orderId(),
                                        it.bill().amount(),
                                        it.bill().method(),
                                        validUntil);
                            case Refunding refunding ->
                                new ProviderCall.Refund(
                                        it.orderId(), refunding.captured().reference(), validUntil);
                        });
    }

    /** Also says it again: a state that was stored has the sequence and the time with which it was said first. */
    private static Decided<Payment, ProviderCall> say(Answered it) {
        return say(it, become(it));
    }

    private static Decided<Payment, ProviderCall> say(Answered it, Decided<Payment, ProviderCall> decided) {
        return decided.say(it.event(), it.answer().sequence(), it.answer().at());
    }

    private static Decided<Payment, ProviderCall> become(Payment next) {
        return Decision.become(next);
    }

    private static Decision<Payment, ProviderCall> ignore() {
        return Decision.ignore();
    }

    private static Decision<Payment, ProviderCall> notStuck(Payment it, RetryAsked order) {
        return Decision.contradiction(
                "the payment of order %s cannot be retried: it is %s, and only one that is UNRESOLVED or REFUND_FAILED can"
                        .formatted(order.orderId(), it == null ? "not there" : PaymentStatus.of(it)));
    }

    private static Decision<Payment, ProviderCall> impossible(CallResult result, String because) {
        return Decision.contradiction("%s for order %s cannot be: %s"
                .formatted(result.getClass().getSimpleName(), result.orderId(), because));
    }
}
