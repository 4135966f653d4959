package dev.warren.orders.storage;

import static java.util.stream.Collectors.joining;

import dev.warren.events.OrderId;
import dev.warren.messaging.Occurrence;
import dev.warren.messaging.States;
import dev.warren.orders.metrics.OrderMeters;
import dev.warren.orders.saga.Order;
import dev.warren.orders.saga.OrderInput;
import dev.warren.orders.saga.OrderInput.DeadlinePassed;
import dev.warren.orders.saga.OrderInput.PlaceOrder;
import dev.warren.orders.saga.Purchase;
import dev.warren.orders.storage.OrderColumns.Column;
import jakarta.inject.Singleton;
import java.sql.Array;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/** The orders as the runtime loads and saves them. */
@Singleton
public final class OrderStates implements States<OrderId, Order, OrderInput> {

    private static final List<Column> UPDATED = Stream.concat(
                    Stream.of(OrderColumns.ID), OrderColumns.CHANGING.stream())
            .toList();

    private static final String LOAD =
            "select %s from orders where id = any(?) order by id for update".formatted(OrderRow.COLUMNS);

    private static final String LOAD_BY_KEY = """
            select asked.id as asked_id, %s
            from unnest(?::uuid[], ?::uuid[], ?::text[]) as asked (id, user_id, idempotency_key)
            join orders on orders.user_id = asked.user_id and orders.idempotency_key = asked.idempotency_key
            where orders.idempotency_key is not null""".formatted(OrderRow.COLUMNS);

    private static final String INSERT = "insert into orders (%s, step) select * from unnest(%s, ?::text[])"
            .formatted(names(OrderColumns.ALL), arrays(OrderColumns.ALL));

    private static final String UPDATE =
            "update orders set %s, step = new.step from unnest(%s, ?::text[]) as new (%s, step) where orders.id = new.id"
                    .formatted(
                            OrderColumns.CHANGING.stream()
                                    .map(column -> "%1$s = new.%1$s".formatted(column.name()))
                                    .collect(joining(", ")),
                            arrays(UPDATED),
                            names(UPDATED));

    private static final String STEPS = "select id, step from orders where id = any(?) and step is not null";

    private static final String DUE = "select id from orders where deadline <= ? order by deadline limit ?";

    /** In key order, as batches of other instances lock them. */
    private static final String POSTPONE = """
            with open as (select id from orders where deadline is not null order by id for update)
            update orders set deadline = deadline + ? * interval '1 millisecond' from open where orders.id = open.id""";

    private final OrderMeters meters;

    OrderStates(OrderMeters meters) {
        this.meters = meters;
    }

    /**
     * {@inheritDoc}
     *
     * <p>An order that is to be placed has a new id, so there is nothing to look for, unless its user has used its idempotency key
     * before: then the order of that time takes the place of the new one, and nothing new is decided.
     */
    @Override
    public Map<OrderId, Order> load(Connection transaction, Collection<OrderInput> inputs) throws SQLException {
        var ids = new ArrayList<UUID>();
        var keyed = new ArrayList<Purchase>();
        for (OrderInput input : inputs) {
            if (!(input instanceof PlaceOrder order)) {
                ids.add(input.orderId().value());
            } else if (order.purchase().idempotencyKey() != null) {
                keyed.add(order.purchase());
            }
        }
        var orders = new HashMap<OrderId, Order>();
        if (!ids.isEmpty()) {
            load(transaction, ids, orders);
        }
        if (!keyed.isEmpty()) {
            loadByKey(transaction, keyed, orders);
        }
        return orders;
    }

    private static void load(Connection transaction, List<UUID> ids, Map<OrderId, Order> orders) throws SQLException {
        try (var select = transaction.prepareStatement(LOAD)) {
            select.setArray(
                    1, transaction.createArrayOf("uuid", ids.stream().distinct().toArray()));
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    Order order = OrderRow.read(rows);
                    orders.put(order.id(), order);
                }
            }
        }
    }

    private static void loadByKey(Connection transaction, List<Purchase> keyed, Map<OrderId, Order> orders)
            throws SQLException {
        try (var select = transaction.prepareStatement(LOAD_BY_KEY)) {
            select.setArray(
                    1,
                    array(transaction, "uuid", keyed.stream().map(it -> it.id().value())));
            select.setArray(
                    2,
                    array(
                            transaction,
                            "uuid",
                            keyed.stream().map(it -> it.userId().value())));
            select.setArray(3, array(transaction, "text", keyed.stream().map(Purchase::idempotencyKey)));
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    orders.put(new OrderId(rows.getObject("asked_id", UUID.class)), OrderRow.read(rows));
                }
            }
        }
    }

    @Override
    public void save(Connection transaction, Collection<Change<Order>> changes) throws SQLException {
        var placed = new ArrayList<Change<Order>>();
        var changed = new ArrayList<Change<Order>>();
        changes.forEach(change -> (change.before() == null ? placed : changed).add(change));
        write(transaction, INSERT, OrderColumns.ALL, placed);
        write(transaction, UPDATE, UPDATED, changed);
    }

    private static void write(Connection transaction, String sql, List<Column> columns, List<Change<Order>> changes)
            throws SQLException {
        if (changes.isEmpty()) {
            return;
        }
        try (var statement = transaction.prepareStatement(sql)) {
            int parameter = 0;
            for (Column column : columns) {
                statement.setArray(
                        ++parameter,
                        array(
                                transaction,
                                column.type(),
                                changes.stream().map(Change::after).map(column.value())));
            }
            statement.setArray(
                    ++parameter, array(transaction, "text", changes.stream().map(Change::step)));
            statement.executeUpdate();
        }
    }

    @Override
    public void record(Connection transaction, List<Occurrence<OrderId>> occurrences) throws SQLException {
        OrderEvents.add(transaction, occurrences);
    }

    @Override
    public List<OrderInput> due(Connection connection, Instant now, int limit) throws SQLException {
        try (var select = connection.prepareStatement(DUE)) {
            select.setObject(1, now.atOffset(ZoneOffset.UTC));
            select.setInt(2, limit);
            var due = new ArrayList<OrderInput>();
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    due.add(new DeadlinePassed(new OrderId(rows.getObject(1, UUID.class))));
                }
            }
            return due;
        }
    }

    @Override
    public Map<OrderInput, String> steps(Connection connection, Collection<OrderInput> due) throws SQLException {
        try (var select = connection.prepareStatement(STEPS)) {
            select.setArray(
                    1,
                    array(
                            connection,
                            "uuid",
                            due.stream().map(it -> it.orderId().value())));
            var steps = new HashMap<OrderInput, String>();
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    steps.put(new DeadlinePassed(new OrderId(rows.getObject(1, UUID.class))), rows.getString(2));
                }
            }
            return steps;
        }
    }

    @Override
    public void postpone(Connection transaction, Duration by) throws SQLException {
        try (var update = transaction.prepareStatement(POSTPONE)) {
            update.setLong(1, by.toMillis());
            update.executeUpdate();
        }
    }

    @Override
    public void committed(Collection<Change<Order>> changes) {
        meters.count(changes);
    }

    private static Array array(Connection connection, String type, Stream<?> values) throws SQLException {
        return connection.createArrayOf(type, values.toArray());
    }

    private static String names(List<Column> columns) {
        return columns.stream().map(Column::name).collect(joining(", "));
    }

    private static String arrays(List<Column> columns) {
        return columns.stream().map(column -> "?::" + column.type() + "[]").collect(joining(", "));
    }
}
