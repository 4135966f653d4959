package dev.warren.orders.storage;

import dev.warren.events.OrderId;
import dev.warren.events.UserId;
import dev.warren.orders.saga.Order;
import dev.warren.orders.saga.OrderStatus;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;

/** The orders as people read them, newest first. Every method blocks on the database; thread-safe. */
@Singleton
public final class Orders {

    private static final String SELECT = "select %s from orders where ".formatted(OrderRow.COLUMNS);

    private static final UUID ABOVE_ALL = new UUID(-1, -1);

    private final DataSource database;

    Orders(DataSource database) {
        this.database = database;
    }

    public Optional<Order> find(OrderId id) throws SQLException {
        return query(SELECT + "id = ?", List.of(id.value())).stream().findFirst();
    }

    /**
     * @param user whose orders; empty for everybody's
     * @param below the last id of the page before, if any
     */
    public List<Order> page(Optional<UserId> user, Optional<OrderStatus> status, Optional<UUID> below, int limit)
            throws SQLException {
        var sql = new StringBuilder(SELECT);
        var parameters = new ArrayList<Object>();
        user.ifPresent(it -> {
            sql.append("user_id = ? and ");
            parameters.add(it.value());
        });
        status.ifPresent(it -> {
            sql.append("status = ? and ");
            parameters.add(it.name());
        });
        parameters.add(below.orElse(ABOVE_ALL));
        parameters.add(limit);
        return query(sql.append("id < ? order by id desc limit ?").toString(), parameters);
    }

    private List<Order> query(String sql, List<Object> parameters) throws SQLException {
        try (var connection = database.getConnection();
                var select = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.size(); i++) {
                select.setObject(i + 1, parameters.get(i));
            }
            var orders = new ArrayList<Order>();
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    orders.add(OrderRow.read(rows));
                }
            }
            return orders;
        }
    }
}
