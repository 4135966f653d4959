package dev.warren.orders.saga;

import dev.warren.events.CreditRefusal;
import dev.warren.events.OrderId;

/** Everything that can happen to an order. */
public sealed interface OrderInput {

    OrderId orderId();

    record PlaceOrder(Purchase purchase) implements OrderInput {
        @Override
        public OrderId orderId() {
            return purchase.id();
        }
    }

    record CancelOrder(OrderId orderId) implements OrderInput {}

    /** Somebody finds that the answer which the order waits for was lost. */
    record ResendRequest(OrderId orderId) implements OrderInput {}

    record DeadlinePassed(OrderId orderId) implements OrderInput {}

    /** What another service says about the order. */
    sealed interface Answer extends OrderInput {}

    record CreditReserved(OrderId orderId) implements Answer {}

    record CreditRefused(OrderId orderId, CreditRefusal reason) implements Answer {}

    record CreditReleased(OrderId orderId) implements Answer {}

    record PaymentCaptured(OrderId orderId) implements Answer {}

    record PaymentDeclined(OrderId orderId) implements Answer {}

    record PaymentRefunded(OrderId orderId) implements Answer {}
}
