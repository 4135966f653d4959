package dev.warren.events;

import dev.warren.events.OrderEvent.OrderPlaced;
import java.util.List;
import org.joda.money.Money;

/**
 * {@code order.placed.v1}: knew neither where an order goes nor what tax is in it, and of the payment the token alone, always a
 * card's. Whatever else it says keeps the rules of the newest version.
 */
record OrderPlacedV1(OrderId orderId, UserId userId, List<Item> items, Money total, String paymentMethod) {

    record Item(String sku, int quantity, Money unitPrice) {

        Item {
            upcast(sku, quantity, unitPrice);
        }

        private static OrderItem upcast(String sku, int quantity, Money unitPrice) {
            return new OrderItem(sku, quantity, unitPrice, TaxRate.ZERO);
        }

        OrderItem upcast() {
            return upcast(sku, quantity, unitPrice);
        }
    }

    OrderPlacedV1 {
        Checks.present("items", items);
        Checks.paymentMethod("paymentMethod", paymentMethod);
        upcast(orderId, userId, items, total, paymentMethod);
        items = List.copyOf(items);
    }

    static OrderPlacedV1 of(OrderPlaced event) {
        return new OrderPlacedV1(
                event.orderId(),
                event.userId(),
                event.items().stream()
                        .map(item -> new Item(item.sku(), item.quantity(), item.unitPrice()))
                        .toList(),
                event.total(),
                event.paymentMethod().token());
    }

    OrderPlaced upcast() {
        return upcast(orderId, userId, items, total, paymentMethod);
    }

    private static OrderPlaced upcast(
            OrderId orderId, UserId userId, List<Item> items, Money total, String paymentMethod) {
        return new OrderPlaced(
                orderId,
                userId,
                // A missing item is refused there, with its place.
                items.stream().map(item -> item == null ? null : item.upcast()).toList(),
                total,
                PaymentMethod.card(paymentMethod),
                OrderPlaced.UNKNOWN_COUNTRY);
    }
}
