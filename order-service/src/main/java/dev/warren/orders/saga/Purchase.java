package dev.warren.orders.saga;

import dev.warren.events.OrderEvent.OrderPlaced;
import dev.warren.events.OrderId;
import dev.warren.events.OrderItem;
import dev.warren.events.PaymentMethod;
import dev.warren.events.UserId;
import io.micronaut.core.annotation.Nullable;
import java.util.List;
import org.joda.money.Money;

/**
 * What was ordered, by whom, and how it is paid: fixed from the start.
 *
 * @param paymentMethod the token of a card
 * @param deliveryCountry an ISO 3166-1 alpha-2 code, or {@link OrderPlaced#UNKNOWN_COUNTRY}
 * @param idempotencyKey under which the user may send the same order again, or null
 */
public record Purchase(
        OrderId id,
        UserId userId,
        List<OrderItem> items,
        Money total,
        String paymentMethod,
        String deliveryCountry,
        @Nullable String idempotencyKey) {

    public Purchase {
        items = List.copyOf(items);
    }

    /**
     * Adds the items up.
     *
     * @throws dev.warren.events.InvalidFieldException if it breaks a rule of the contract: what cannot be said is not accepted
     */
    public static Purchase of(
            OrderId id,
            UserId userId,
            List<OrderItem> items,
            String paymentMethod,
            String deliveryCountry,
            @Nullable String idempotencyKey) {
        var method = PaymentMethod.card(paymentMethod);
        var placed = new OrderPlaced(id, userId, items, OrderItem.total(items), method, deliveryCountry);
        return new Purchase(id, userId, placed.items(), placed.total(), paymentMethod, deliveryCountry, idempotencyKey);
    }

    /** Whether both ask for the same, whatever their ids. */
    public boolean asksForTheSameAs(Purchase other) {
        return userId.equals(other.userId)
                && items.equals(other.items)
                && paymentMethod.equals(other.paymentMethod)
                && deliveryCountry.equals(other.deliveryCountry);
    }
}
