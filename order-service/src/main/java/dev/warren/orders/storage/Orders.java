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

    /** @param owner whose it must be; empty for anybody's */
    public Optional<Order> find(OrderId id, Optional<UUID> owner) throws SQLException {
        return query(owner, "id = ?", List.of(id.value())).stream().findFirst();
    }

    /**
     * Which orders are asked for.
     *
     * @param owner whose all of them must be, whoever is asked for; empty for anybody's
     * @param user whose orders; empty for everybody's
     */
    public record Which(Optional<UUID> owner, Optional<UserId> user, Optional<OrderStatus> status) {}

    /** @param below the last id of the page before, if any */
    public List<Order> page(Which which, Optional<UUID> below, int limit) throws SQLException {
        var conditions = new StringBuilder();
        var parameters = new ArrayList<Object>();
        which.user().ifPresent(it -> {
            conditions.append("user_id = ? and ");
            parameters.add(it.value());
        });
        which.status().ifPresent(it -> {
            conditions.append("status = ? and ");
            parameters.add(it.name());
        });
        parameters.add(below.orElse(ABOVE_ALL));
        parameters.add(limit);
        return query(which.owner(), conditions + "id < ? order by id desc limit ?", parameters);
    }

    private List<Order> query(Optional<UUID> owner, String conditions, List<Object> parameters) throws SQLException {
        var sql = SELECT + (owner.isPresent() ? "user_id = ? and " : "") + conditions;
        try (var connection = database.getConnection();
                var select = connection.prepareStatement(sql)) {
            int parameter = 0;
            if (owner.isPresent()) {
                select.setObject(++parameter, owner.get());
            }
            for (Object value : parameters) {
                select.setObject(++parameter, value);
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
