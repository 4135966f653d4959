package dev.warren.orders.storage;

import dev.warren.orders.saga.Order;
import dev.warren.orders.saga.Order.Cancelled;
import dev.warren.orders.saga.Order.Open;
import dev.warren.orders.saga.Purchase;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** The columns of {@code orders} and what each holds of an order; {@link OrderRow} reads them back. */
final class OrderColumns {

    /** @param value what the column holds of an order, or null */
    record Column(String name, String type, Function<Order, Object> value) {}

    static final Column ID = new Column("id", "uuid", it -> it.id().value());

    /** Written once. */
    static final List<Column> FIXED = List.of(
            fixed("user_id", "uuid", it -> it.userId().value()),
            fixed("items", "text", it -> Items.write(it.items())),
            fixed("total_minor", "bigint", it -> it.total().getAmountMinorLong()),
            fixed("currency", "text", it -> it.total().getCurrencyUnit().getCode()),
            fixed("payment_method", "text", Purchase::paymentMethod),
            fixed("delivery_country", "text", Purchase::deliveryCountry),
            fixed("idempotency_key", "text", Purchase::idempotencyKey),
            new Column("placed_at", "timestamptz", it -> it.progress().placedAt()));

    /** Written whenever the order changes. */
    static final List<Column> CHANGING = List.of(
            new Column("status", "text", it -> it.status().name()),
            ofCancelled("reason", it -> it.reason().name()),
            ofCancelled("outstanding", it -> it.outstanding().name()),
            new Column("sequence", "bigint", it -> it.progress().sequence()),
            new Column("deadline", "timestamptz", it -> it instanceof Open open ? open.deadline() : null),
            new Column("updated_at", "timestamptz", it -> it.progress().updatedAt()));

    static final List<Column> ALL =
            Stream.of(List.of(ID), FIXED, CHANGING).flatMap(List::stream).toList();

    private OrderColumns() {}

    private static Column fixed(String name, String type, Function<Purchase, Object> value) {
        return new Column(name, type, it -> value.apply(it.purchase()));
    }

    private static Column ofCancelled(String name, Function<Cancelled, Object> value) {
        return new Column(name, "text", it -> it instanceof Cancelled cancelled ? value.apply(cancelled) : null);
    }
}
