package dev.warren.events;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.joda.money.Money;

/** What order-service says. */
public sealed interface OrderEvent extends Event {

    OrderId orderId();

    UserId userId();

    @Override
    default UUID subject() {
        return orderId().value();
    }

    @Override
    default Optional<OrderId> order() {
        return Optional.of(orderId());
    }

    /**
     * An order was accepted. Its total is the sum of its items, all in one currency.
     *
     * @param deliveryCountry an ISO 3166-1 alpha-2 code, or {@link #UNKNOWN_COUNTRY}
     */
    record OrderPlaced(
            OrderId orderId,
            UserId userId,
            List<OrderItem> items,
            Money total,
            PaymentMethod paymentMethod,
            String deliveryCountry)
            implements OrderEvent {

        /** Which ISO 3166-1 never assigns to a country. */
        public static final String UNKNOWN_COUNTRY = "ZZ";

        public OrderPlaced {
            Checks.present("orderId", orderId);
            Checks.present("userId", userId);
            Money sum = OrderItem.total(items);
            items = List.copyOf(items);
            Checks.positive("total", total);
            if (!total.equals(sum)) {
                throw new InvalidFieldException(
                        "total", "must be the sum of its items, %s, but was %s".formatted(sum, total));
            }
            Checks.present("paymentMethod", paymentMethod);
            Checks.country("deliveryCountry", deliveryCountry);
        }
    }

    /** The credit is reserved: payment-service is asked to capture the amount. */
    record PaymentRequested(OrderId orderId, UserId userId, Money amount, String paymentMethod) implements OrderEvent {
        public PaymentRequested {
            Checks.present("orderId", orderId);
            Checks.present("userId", userId);
            Checks.positive("amount", amount);
            Checks.paymentMethod("paymentMethod", paymentMethod);
        }
    }

    /** The payment is captured: the order stands. */
    record OrderConfirmed(OrderId orderId, UserId userId, Money total) implements OrderEvent {
        public OrderConfirmed {
            Checks.present("orderId", orderId);
            Checks.present("userId", userId);
            Checks.positive("total", total);
        }
    }

    /** The order will not be: reserved credit is released, captured money refunded. */
    record OrderCancelled(OrderId orderId, UserId userId, Money total, CancellationReason reason)
            implements OrderEvent {
        public OrderCancelled {
            Checks.present("orderId", orderId);
            Checks.present("userId", userId);
            Checks.positive("total", total);
            Checks.present("reason", reason);
        }
    }
}
