package dev.warren.orders.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.warren.events.CancellationReason;
import dev.warren.events.OrderId;
import dev.warren.events.OrderItem;
import dev.warren.events.UserId;
import dev.warren.orders.saga.Order;
import dev.warren.orders.saga.Order.AwaitingCredit;
import dev.warren.orders.saga.Order.AwaitingPayment;
import dev.warren.orders.saga.Order.Cancelled;
import dev.warren.orders.saga.Order.Confirmed;
import dev.warren.orders.saga.Order.Open;
import dev.warren.orders.saga.OrderStatus;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.core.annotation.Nullable;
import java.time.Instant;
import java.util.List;
import org.joda.money.Money;

/**
 * An order as its answers show it.
 *
 * @param deliveryCountry an ISO 3166-1 alpha-2 code; {@code ZZ} if it is not known
 * @param reason why it was cancelled; otherwise null
 * @param settled whether it is at its end and nobody owes it an answer
 * @param waitingFor {@code credit}, {@code payment}, {@code credit release}, {@code refund} (or word that nothing was taken),
 *     {@code credit release and refund}; null once it is settled
 * @param deadline when it is given up; null once it is confirmed or cancelled
 */
@Introspected
@JsonInclude(JsonInclude.Include.ALWAYS)
record OrderView(
        OrderId id,
        UserId userId,
        List<OrderItem> items,
        Money total,
        String paymentMethod,
        String deliveryCountry,
        OrderStatus status,
        @Nullable CancellationReason reason,
        boolean settled,
        @Nullable String waitingFor,
        @Nullable Instant deadline,
        Instant placedAt,
        Instant updatedAt) {

    static OrderView of(Order order) {
        var purchase = order.purchase();
        return new OrderView(
                order.id(),
                purchase.userId(),
                purchase.items(),
                purchase.total(),
                purchase.paymentMethod(),
                purchase.deliveryCountry(),
                order.status(),
                order instanceof Cancelled cancelled ? cancelled.reason() : null,
                order.isSettled(),
                waitingFor(order),
                order instanceof Open open ? open.deadline() : null,
                order.progress().placedAt(),
                order.progress().updatedAt());
    }

    private static String waitingFor(Order order) {
        return switch (order) {
            case AwaitingCredit it -> "credit";
            case AwaitingPayment it -> "payment";
            case Confirmed it -> null;
            case Cancelled it ->
                switch (it.outstanding()) {
                    case NOTHING -> null;
                    case RELEASE -> "credit release";
                    case REFUND -> "refund";
                    case RELEASE_AND_REFUND -> "credit release and refund";
                };
        };
    }
}
