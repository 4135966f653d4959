package dev.warren.events;

import java.util.Optional;
import java.util.UUID;
import org.joda.money.Money;

/** What payment-service says. */
public sealed interface PaymentEvent extends Event {

    PaymentId paymentId();

    OrderId orderId();

    UserId userId();

    Money amount();

    @Override
    default UUID subject() {
        return paymentId().value();
    }

    @Override
    default Optional<OrderId> order() {
        return Optional.of(orderId());
    }

    /** The provider took the order's total, under the reference that a refund needs. */
    record PaymentCaptured(PaymentId paymentId, OrderId orderId, UserId userId, Money amount, String providerReference)
            implements PaymentEvent {
        public PaymentCaptured {
            Checks.present("paymentId", paymentId);
            Checks.present("orderId", orderId);
            Checks.present("userId", userId);
            Checks.positive("amount", amount);
            Checks.text("providerReference", providerReference, 200);
        }
    }

    /** Nothing was or will be captured for the order. */
    record PaymentDeclined(PaymentId paymentId, OrderId orderId, UserId userId, Money amount, PaymentRefusal reason)
            implements PaymentEvent {
        public PaymentDeclined {
            Checks.present("paymentId", paymentId);
            Checks.present("orderId", orderId);
            Checks.present("userId", userId);
            Checks.positive("amount", amount);
            Checks.present("reason", reason);
        }
    }

    /** What had been captured was given back in full. */
    record PaymentRefunded(PaymentId paymentId, OrderId orderId, UserId userId, Money amount, String providerReference)
            implements PaymentEvent {
        public PaymentRefunded {
            Checks.present("paymentId", paymentId);
            Checks.present("orderId", orderId);
            Checks.present("userId", userId);
            Checks.positive("amount", amount);
            Checks.text("providerReference", providerReference, 200);
        }
    }
}
