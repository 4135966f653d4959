package dev.warren.payments.storage;

import static java.util.stream.Collectors.joining;

import dev.warren.events.OrderId;
import dev.warren.messaging.States;
import dev.warren.payments.Payment;
import dev.warren.payments.PaymentInput;
import dev.warren.payments.PaymentInput.DeadlinePassed;
import dev.warren.payments.storage.PaymentColumns.Column;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The payments as the runtime loads and saves them. A deadline here asks the provider again and gives nothing up, so
 * it is not postponed when nothing could be published.
 */
@Singleton
public final class PaymentStates implements States<OrderId, Payment, PaymentInput> {

    private static final String NAMES =
            PaymentColumns.ALL.stream().map(Column::name).collect(joining(", "));

    private static final String ARRAYS = PaymentColumns.ALL.stream()
            .map(column -> "?::" + column.type() + "[]")
            .collect(joining(", "));

    private static final String LOAD =
            "select %s from payments where order_id = any(?) order by order_id for update".formatted(NAMES);

    private static final String INSERT =
            "insert into payments (%s, step) select * from unnest(%s, ?::text[])".formatted(NAMES, ARRAYS);

    private static final String UPDATE =
            "update payments set %s, step = new.step from unnest(%s, ?::text[]) as new (%s, step) where payments.order_id = new.order_id"
                    .formatted(
                            PaymentColumns.ALL.stream()
                                    .map(Column::name)
                                    .filter(name -> !name.equals("order_id"))
                                    .map(name -> name + " = new." + name)
                                    .collect(joining(", ")),
                            ARRAYS,
                            NAMES);

    private static final String STEPS =
            "select order_id, step from payments where order_id = any(?) and step is not null";

    private static final String DUE = """
            select order_id from payments
            where status in ('CAPTURING', 'REFUNDING') and deadline <= ? order by deadline limit ?""";

    @Override
    public Map<OrderId, Payment> load(Connection transaction, Collection<PaymentInput> inputs) throws SQLException {
        Object[] orders = inputs.stream()
                .map(PaymentInput::orderId)
                .distinct()
                .map(OrderId::value)
                .toArray();
        try (var select = transaction.prepareStatement(LOAD)) {
            select.setArray(1, transaction.createArrayOf("uuid", orders));
            var payments = new HashMap<OrderId, Payment>();
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    Payment payment = PaymentRow.read(rows);
                    payments.put(payment.orderId(), payment);
                }
            }
            return payments;
        }
    }

    @Override
    public void save(Connection transaction, Collection<Change<Payment>> changes) throws SQLException {
        var created = changes.stream().filter(it -> it.before() == null).toList();
        var changed = changes.stream().filter(it -> it.before() != null).toList();
        write(transaction, INSERT, created);
        write(transaction, UPDATE, changed);
    }

    private static void write(Connection transaction, String sql, List<Change<Payment>> changes) throws SQLException {
        if (changes.isEmpty()) {
            return;
        }
        try (var statement = transaction.prepareStatement(sql)) {
            int parameter = 0;
            for (Column column : PaymentColumns.ALL) {
                Object[] values =
                        changes.stream().map(Change::after).map(column.value()).toArray();
                statement.setArray(++parameter, transaction.createArrayOf(column.type(), values));
            }
            Object[] steps = changes.stream().map(Change::step).toArray();
            statement.setArray(++parameter, transaction.createArrayOf("text", steps));
            statement.executeUpdate();
        }
    }

    @Override
    public List<PaymentInput> due(Connection connection, Instant now, int limit) throws SQLException {
        try (var select = connection.prepareStatement(DUE)) {
            select.setObject(1, now.atOffset(ZoneOffset.UTC));
            select.setInt(2, limit);
            var due = new ArrayList<PaymentInput>();
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    due.add(new DeadlinePassed(new OrderId(rows.getObject(1, UUID.class))));
                }
            }
            return due;
        }
    }

    @Override
    public Map<PaymentInput, String> steps(Connection connection, Collection<PaymentInput> due) throws SQLException {
        Object[] orders = due.stream().map(it -> it.orderId().value()).toArray();
        try (var select = connection.prepareStatement(STEPS)) {
            select.setArray(1, connection.createArrayOf("uuid", orders));
            var steps = new HashMap<PaymentInput, String>();
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    steps.put(new DeadlinePassed(new OrderId(rows.getObject(1, UUID.class))), rows.getString(2));
                }
            }
            return steps;
        }
    }
}
