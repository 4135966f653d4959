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

    private static final String OF_OWNER = " and user_id = ?";
    private static final String OF_ORDER = " and notification_id = any(?)";

    private static final UUID ABOVE_ALL = new UUID(-1, -1);

    private final DataSource database;

    Notifications(DataSource database) {
        this.database = database;
    }

    /**
     * Which notifications are asked for.
     *
     * @param owner to whom all of them must be; empty for anybody
     * @param order about which; empty for any
     */
    public record Which(Optional<UUID> owner, Optional<OrderId> order) {}

    /** @param below the last id of the page before, if any */
    public List<NotificationSummary> page(Which which, Optional<UUID> below, int limit) throws SQLException {
        var sql = SELECT
                + (which.owner().isPresent() ? OF_OWNER : "")
                + (which.order().isPresent() ? OF_ORDER : "")
                + ORDER;
        try (var connection = database.getConnection();
                var select = connection.prepareStatement(sql)) {
            int parameter = 0;
            select.setObject(++parameter, below.orElse(ABOVE_ALL));
            if (which.owner().isPresent()) {
                select.setObject(++parameter, which.owner().get());
            }
            if (which.order().isPresent()) {
                select.setArray(
                        ++parameter,
                        connection.createArrayOf("uuid", ids(which.order().get())));
            }
            select.setInt(++parameter, limit);
            return read(select);
        }
    }

    private static Object[] ids(OrderId order) {
        return Arrays.stream(Template.values())
                .map(template -> Notice.id(order, template).value())
                .toArray();
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
