package dev.warren.notifications.storage;

import static java.util.stream.Stream.concat;

import dev.warren.events.CancellationReason;
import dev.warren.events.Channel;
import dev.warren.events.NotificationFailure;
import dev.warren.events.NotificationId;
import dev.warren.events.OrderId;
import dev.warren.events.Template;
import dev.warren.events.UserId;
import dev.warren.notifications.Notice;
import dev.warren.notifications.Notification;
import dev.warren.notifications.Notification.Failed;
import dev.warren.notifications.Notification.Sending;
import dev.warren.notifications.Notification.Sent;
import dev.warren.notifications.Notification.Skipped;
import dev.warren.notifications.Notification.WaitingForAddress;
import dev.warren.notifications.NotificationStatus;
import dev.warren.notifications.storage.Batches.Column;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/** The rows of {@code notifications}. */
final class NotificationRows {

    /** What becomes of a notification; {@link #FIXED} is the rest. */
    private static final List<Column<Notification>> CHANGING = List.of(
            new Column<>("notification_id", "uuid", it -> it.id().value()),
            new Column<>("status", "text", NotificationStatus::of),
            new Column<>(
                    "failure",
                    "text",
                    it -> it instanceof Failed failed ? failed.reason().name() : null),
            new Column<>("attempts", "int", it -> it instanceof Sending sending ? sending.attempts() : null),
            new Column<>("deadline", "timestamptz", NotificationRows::deadline),
            new Column<>("updated_at", "timestamptz", Notification::since));

    private static final List<Column<Notification>> FIXED = List.of(
            new Column<>("order_id", "uuid", it -> it.notice().orderId().value()),
            new Column<>("user_id", "uuid", it -> it.notice().userId().value()),
            new Column<>("template", "text", it -> it.notice().template().name()),
            new Column<>("channel", "text", it -> it.notice().channel().name()),
            new Column<>("total_minor", "bigint", it -> it.notice().total().getAmountMinorLong()),
            new Column<>(
                    "currency",
                    "text",
                    it -> it.notice().total().getCurrencyUnit().getCode()),
            new Column<>("cancellation_reason", "text", it -> it.notice().reason()));

    private static final List<Column<Notification>> ALL =
            concat(CHANGING.stream(), FIXED.stream()).toList();

    /** Not locked: whoever changes one holds the lock of its recipient. */
    private static final String SELECT = """
            select %1$s from notifications where notification_id = any(?)
            union all
            select %1$s from notifications where user_id = any(?) and status = 'WAITING_FOR_ADDRESS'""".formatted(Batches.names(ALL));

    private static final String INSERT = Batches.insert("notifications", with(ALL, Map.of()));
    private static final String UPDATE = Batches.update("notifications", with(CHANGING, Map.of()));

    private static final String STEPS =
            "select notification_id, step from notifications where notification_id = any(?) and step is not null";

    private NotificationRows() {}

    private static Instant deadline(Notification notification) {
        return switch (notification) {
            case WaitingForAddress it -> it.deadline();
            case Sending it -> it.deadline();
            case Sent it -> null;
            case Failed it -> null;
            case Skipped it -> null;
        };
    }

    /** Those with one of the ids, and all that wait for the address of one of the users. */
    static List<Notification> load(Connection transaction, Collection<NotificationId> ids, Collection<UserId> users)
            throws SQLException {
        try (var select = transaction.prepareStatement(SELECT)) {
            Object[] uuids = ids.stream().map(NotificationId::value).toArray();
            Object[] userUuids = users.stream().map(UserId::value).toArray();
            select.setArray(1, transaction.createArrayOf("uuid", uuids));
            select.setArray(2, transaction.createArrayOf("uuid", userUuids));
            var notifications = new ArrayList<Notification>();
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    notifications.add(read(rows));
                }
            }
            return notifications;
        }
    }

    /** @param steps in which they became what they are, as far as it is known */
    static void insert(
            Connection transaction, Collection<Notification> notifications, Map<NotificationId, String> steps)
            throws SQLException {
        Batches.write(transaction, INSERT, with(ALL, steps), notifications);
    }

    /** @param steps as for {@link #insert} */
    static void update(
            Connection transaction, Collection<Notification> notifications, Map<NotificationId, String> steps)
            throws SQLException {
        Batches.write(transaction, UPDATE, with(CHANGING, steps), notifications);
    }

    private static List<Column<Notification>> with(
            List<Column<Notification>> columns, Map<NotificationId, String> steps) {
        return concat(columns.stream(), Stream.of(new Column<Notification>("step", "text", it -> steps.get(it.id()))))
                .toList();
    }

    static Map<NotificationId, String> steps(Connection connection, Collection<NotificationId> ids)
            throws SQLException {
        try (var select = connection.prepareStatement(STEPS)) {
            Object[] uuids = ids.stream().map(NotificationId::value).toArray();
            select.setArray(1, connection.createArrayOf("uuid", uuids));
            var steps = new HashMap<NotificationId, String>();
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    steps.put(new NotificationId(rows.getObject(1, UUID.class)), rows.getString(2));
                }
            }
            return steps;
        }
    }

    private static Notification read(ResultSet row) throws SQLException {
        var notice = notice(row);
        var since = time(row, "updated_at");
        return switch (NotificationStatus.valueOf(row.getString("status"))) {
            case WAITING_FOR_ADDRESS -> new WaitingForAddress(notice, since, time(row, "deadline"));
            case SENDING -> new Sending(notice, since, row.getInt("attempts"), time(row, "deadline"));
            case SENT -> new Sent(notice, since);
            case FAILED -> new Failed(notice, NotificationFailure.valueOf(row.getString("failure")), since);
            case SKIPPED -> new Skipped(notice, since);
        };
    }

    private static Notice notice(ResultSet row) throws SQLException {
        String reason = row.getString("cancellation_reason");
        return new Notice(
                new NotificationId(row.getObject("notification_id", UUID.class)),
                new OrderId(row.getObject("order_id", UUID.class)),
                new UserId(row.getObject("user_id", UUID.class)),
                Template.valueOf(row.getString("template")),
                Channel.valueOf(row.getString("channel")),
                Money.ofMinor(CurrencyUnit.of(row.getString("currency")), row.getLong("total_minor")),
                reason == null ? null : CancellationReason.valueOf(reason));
    }

    private static Instant time(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
