package dev.warren.payments;

import dev.warren.events.OrderId;
import dev.warren.events.UserId;
import org.joda.money.Money;

/** Everything that can happen to the payment of an order. */
public sealed interface PaymentInput {

    OrderId orderId();

    record PaymentRequested(OrderId orderId, UserId userId, Money amount, String method) implements PaymentInput {}

    record OrderCancelled(OrderId orderId) implements PaymentInput {}

    /** It is time to ask the provider again. */
    record DeadlinePassed(OrderId orderId) implements PaymentInput {}

    /** Somebody has looked at the provider's books and wants it asked again. */
    record RetryAsked(OrderId orderId) implements PaymentInput {}

    /** What came of a {@link ProviderCall}. */
    sealed interface CallResult extends PaymentInput {}

    sealed interface CaptureResult extends CallResult {}

    record CaptureSucceeded(OrderId orderId, String reference) implements CaptureResult {}

    record CaptureDeclined(OrderId orderId) implements CaptureResult {}

    /** No answer, or none that says whether money was taken. */
    record CaptureUnknown(OrderId orderId) implements CaptureResult {}

    sealed interface RefundResult extends CallResult {}

    record RefundSucceeded(OrderId orderId, String reference) implements RefundResult {}

    record RefundRefused(OrderId orderId) implements RefundResult {}

    /** No answer, or none that says whether money was given back. */
    record RefundUnknown(OrderId orderId) implements RefundResult {}
}
