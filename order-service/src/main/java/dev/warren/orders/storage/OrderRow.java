package dev.warren.orders.storage;

import static java.util.stream.Collectors.joining;

import dev.warren.events.CancellationReason;
import dev.warren.events.OrderId;
import dev.warren.events.UserId;
import dev.warren.orders.saga.Order;
import dev.warren.orders.saga.Order.AwaitingCredit;
import dev.warren.orders.saga.Order.AwaitingPayment;
import dev.warren.orders.saga.Order.Cancelled;
import dev.warren.orders.saga.Order.Confirmed;
import dev.warren.orders.saga.OrderStatus;
import dev.warren.orders.saga.Outstanding;
import dev.warren.orders.saga.Progress;
import dev.warren.orders.saga.Purchase;
import dev.warren.orders.storage.OrderColumns.Column;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/** Reads a row of {@code orders} as the order that {@link OrderColumns} wrote. */
final class OrderRow {

    /** Every column, for a select from {@code orders}. */
    static final String COLUMNS =
            OrderColumns.ALL.stream().map(Column::name).map("orders."::concat).collect(joining(", "));

    private final ResultSet row;

    private OrderRow(ResultSet row) {
        this.row = row;
    }

    static Order read(ResultSet row) throws SQLException {
        return new OrderRow(row).order();
    }

    private Order order() throws SQLException {
        return switch (OrderStatus.valueOf(row.getString("status"))) {
            case PLACED -> new AwaitingCredit(purchase(), progress(), time("deadline"));
            case CREDIT_RESERVED -> new AwaitingPayment(purchase(), progress(), time("deadline"));
            case CONFIRMED -> new Confirmed(purchase(), progress());
            case CANCELLED ->
                new Cancelled(
                        purchase(),
                        progress(),
                        CancellationReason.valueOf(row.getString("reason")),
                        Outstanding.valueOf(row.getString("outstanding")));
        };
    }

    private Purchase purchase() throws SQLException {
        return new Purchase(
                new OrderId(row.getObject("id", UUID.class)),
                new UserId(row.getObject("user_id", UUID.class)),
                Items.read(row.getString("items")),
                Money.ofMinor(CurrencyUnit.of(row.getString("currency")), row.getLong("total_minor")),
                row.getString("payment_method"),
                row.getString("delivery_country"),
                row.getString("idempotency_key"));
    }

    private Progress progress() throws SQLException {
        return new Progress(row.getLong("sequence"), time("placed_at"), time("updated_at"));
    }

    private Instant time(String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
