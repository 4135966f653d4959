package dev.warren.notifications.storage;

import dev.warren.events.Channel;
import dev.warren.events.OrderId;
import dev.warren.events.Template;
import dev.warren.notifications.Notice;
import dev.warren.notifications.NotificationStatus;
import jakarta.inject.Singleton;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;

/** The notifications as people read them, newest order first. Every method blocks on the database; thread-safe. */
@Singleton
public final class Notifications {

    private static final String SELECT = """
            select notification_id, order_id, user_id, channel, template, status, failure, updated_at
            from notifications where notification_id < ?""";
    private static final String ORDER = " order by notification_id desc limit ?";

    private static final String PAGE = SELECT + ORDER;
    private static final String OF_ORDER = SELECT + " and notification_id = any(?)" + ORDER;

    private static final UUID ABOVE_ALL = new UUID(-1, -1);

    private final DataSource database;

    Notifications(DataSource database) {
        this.database = database;
    }

    /** @param below the last id of the page before, if any */
    public List<NotificationSummary> page(Optional<UUID> below, int limit) throws SQLException {
        try (var connection = database.getConnection();
                var select = connection.prepareStatement(PAGE)) {
            select.setObject(1, below.orElse(ABOVE_ALL));
            select.setInt(2, limit);
            return read(select);
        }
    }

    /** As {@link #page}, but of one order. */
    public List<NotificationSummary> ofOrder(OrderId order, Optional<UUID> below, int limit) throws SQLException {
        try (var connection = database.getConnection();
                var select = connection.prepareStatement(OF_ORDER)) {
            Object[] ids = Arrays.stream(Template.values())
                    .map(template -> Notice.id(order, template).value())
                    .toArray();
            select.setObject(1, below.orElse(ABOVE_ALL));
            select.setArray(2, connection.createArrayOf("uuid", ids));
            select.setInt(3, limit);
            return read(select);
        }
    }

    private static List<NotificationSummary> read(PreparedStatement select) throws SQLException {
        var notifications = new ArrayList<NotificationSummary>();
        try (var rows = select.executeQuery()) {
            while (rows.next()) {
                notifications.add(summary(rows));
            }
        }
        return notifications;
    }

    private static NotificationSummary summary(ResultSet row) throws SQLException {
        var status = NotificationStatus.valueOf(row.getString("status"));
        var updatedAt = row.getObject("updated_at", OffsetDateTime.class).toInstant();
        return new NotificationSummary(
                row.getObject("notification_id", UUID.class),
                row.getObject("order_id", UUID.class),
                row.getObject("user_id", UUID.class),
                Channel.valueOf(row.getString("channel")),
                Template.valueOf(row.getString("template")),
                status,
                row.getString("failure"),
                status == NotificationStatus.SENT ? updatedAt : null,
                updatedAt);
    }
}
