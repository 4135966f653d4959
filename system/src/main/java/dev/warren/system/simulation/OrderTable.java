package dev.warren.system.simulation;

import dev.warren.events.OrderId;
import dev.warren.events.UserId;
import dev.warren.messaging.Occurrence;
import dev.warren.messaging.Occurrence.Direction;
import dev.warren.messaging.States;
import dev.warren.orders.saga.Order;
import dev.warren.orders.saga.Order.AwaitingCredit;
import dev.warren.orders.saga.Order.AwaitingPayment;
import dev.warren.orders.saga.OrderInput;
import dev.warren.orders.saga.OrderInput.DeadlinePassed;
import dev.warren.orders.saga.OrderInput.PlaceOrder;
import dev.warren.orders.saga.Purchase;
import dev.warren.system.check.Books;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Orders in memory, with the unique index over user and idempotency key. */
final class OrderTable implements States<OrderId, Order, OrderInput> {

    private record Key(UserId user, String key) {
        static Key of(Purchase purchase) {
            return purchase.idempotencyKey() == null ? null : new Key(purchase.userId(), purchase.idempotencyKey());
        }
    }

    private final MemoryDatabase database;
    final Map<OrderId, Order> rows = new LinkedHashMap<>();
    private final Map<Key, OrderId> byKey = new HashMap<>();

    /** Of all orders; like the table it takes no line a second time. */
    final Set<Books.Line> timelines = new LinkedHashSet<>();

    OrderTable(MemoryDatabase database) {
        this.database = database;
    }

    @Override
    public Map<OrderId, Order> load(Connection transaction, Collection<OrderInput> inputs) {
        var loaded = new HashMap<OrderId, Order>();
        for (var input : inputs) {
            Order order =
                    input instanceof PlaceOrder asked ? placedBefore(asked.purchase()) : rows.get(input.orderId());
            if (order != null) {
                loaded.put(input.orderId(), order);
            }
        }
        return loaded;
    }

    private Order placedBefore(Purchase purchase) {
        Key key = Key.of(purchase);
        return key == null || !byKey.containsKey(key) ? null : rows.get(byKey.get(key));
    }

    @Override
    public void save(Connection transaction, Collection<Change<Order>> changes) throws SQLException {
        var taken = new HashSet<>(byKey.keySet());
        for (var change : changes) {
            Order order = change.after();
            Key key = Key.of(order.purchase());
            if (change.before() == null && (rows.containsKey(order.id()) || key != null && !taken.add(key))) {
                throw new SQLException("duplicate key value violates unique constraint", "23505");
            }
            database.change(() -> {
                rows.put(order.id(), order);
                if (key != null) {
                    byKey.put(key, order.id());
                }
            });
        }
    }

    @Override
    public void record(Connection transaction, List<Occurrence<OrderId>> occurrences) {
        for (var it : occurrences) {
            var line = new Books.Line(it.key().value(), it.eventId(), it.direction() == Direction.SAID);
            database.change(() -> timelines.add(line));
        }
    }

    @Override
    public List<OrderInput> due(Connection connection, Instant now, int limit) {
        return rows.values().stream()
                .filter(order -> order instanceof Order.Open open && open.isOverdue(now))
                .sorted(Comparator.comparing(order -> ((Order.Open) order).deadline()))
                .limit(limit)
                .<OrderInput>map(order -> new DeadlinePassed(order.id()))
                .toList();
    }

    @Override
    public void postpone(Connection transaction, Duration by) {
        for (Order order : List.copyOf(rows.values())) {
            switch (order) {
                case AwaitingCredit it ->
                    change(new AwaitingCredit(
                            it.purchase(), it.progress(), it.deadline().plus(by)));
                case AwaitingPayment it ->
                    change(new AwaitingPayment(
                            it.purchase(), it.progress(), it.deadline().plus(by)));
                case Order.Confirmed it -> {}
                case Order.Cancelled it -> {}
            }
        }
    }

    private void change(Order order) {
        database.change(() -> rows.put(order.id(), order));
    }
}
