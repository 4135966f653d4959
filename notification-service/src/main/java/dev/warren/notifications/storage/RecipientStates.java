package dev.warren.notifications.storage;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;

import dev.warren.events.NotificationId;
import dev.warren.events.OrderId;
import dev.warren.events.Template;
import dev.warren.events.UserId;
import dev.warren.messaging.States;
import dev.warren.notifications.Notice;
import dev.warren.notifications.Notification;
import dev.warren.notifications.NotificationInput;
import dev.warren.notifications.NotificationInput.AboutOrder;
import dev.warren.notifications.NotificationInput.DeadlinePassed;
import dev.warren.notifications.NotificationInput.UserNews;
import dev.warren.notifications.Recipient;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * The recipients as the runtime loads and saves them. The lock of a recipient also guards their notifications, so one that comes to
 * wait for an address and the address that comes at the same time do not miss each other.
 */
@Singleton
public final class RecipientStates implements States<UserId, Recipient, NotificationInput> {

    /** By status, not {@code deadline is not null}: the planner knows how few are open, so a look at nothing costs nothing. */
    private static final String DUE = """
            select order_id, user_id, template from notifications
            where status in ('WAITING_FOR_ADDRESS', 'SENDING') and deadline <= ? order by deadline limit ?""";

    private static final String POSTPONE = """
            update notifications set deadline = deadline + make_interval(secs => ?)
            where status = 'WAITING_FOR_ADDRESS'""";

    @Override
    public Map<UserId, Recipient> load(Connection transaction, Collection<NotificationInput> inputs)
            throws SQLException {
        var users = new HashSet<UserId>();
        var news = new HashSet<UserId>();
        var notifications = new HashSet<NotificationId>();
        for (var input : inputs) {
            users.add(input.userId());
            switch (input) {
                case UserNews user -> news.add(user.userId());
                case AboutOrder order -> notifications.addAll(ofOrder(order.orderId()));
            }
        }
        var recipients = RecipientRows.lock(transaction, users);
        // A notification of somebody who is not asked for belongs to an order with two users; saving it will be
        // refused.
        NotificationRows.load(transaction, notifications, news).stream()
                .collect(groupingBy(it -> it.notice().userId(), toMap(Notification::id, it -> it, (it, same) -> it)))
                .forEach((user, theirs) -> recipients.computeIfPresent(
                        user, (id, it) -> new Recipient(id, it.contact(), Map.copyOf(theirs))));
        return recipients;
    }

    private static Set<NotificationId> ofOrder(OrderId order) {
        return Set.of(Notice.id(order, Template.ORDER_CONFIRMED), Notice.id(order, Template.ORDER_CANCELLED));
    }

    @Override
    public void save(Connection transaction, Collection<Change<Recipient>> changes) throws SQLException {
        var newRecipients = new ArrayList<Recipient>();
        var changedRecipients = new ArrayList<Recipient>();
        var newNotifications = new ArrayList<Notification>();
        var changedNotifications = new ArrayList<Notification>();
        var steps = new HashMap<NotificationId, String>();
        for (var change : changes) {
            if (change.before() == null) {
                newRecipients.add(change.after());
            } else if (!change.before().contact().equals(change.after().contact())) {
                changedRecipients.add(change.after());
            }
            var touched = new ArrayList<NotificationId>();
            for (var notification : change.after().notifications().values()) {
                var before = change.before() == null
                        ? null
                        : change.before().notifications().get(notification.id());
                if (before == null) {
                    newNotifications.add(notification);
                    touched.add(notification.id());
                } else if (!before.equals(notification)) {
                    changedNotifications.add(notification);
                    touched.add(notification.id());
                }
            }
            // Of several in one batch nobody knows which the last step was about.
            if (touched.size() == 1) {
                steps.put(touched.getFirst(), change.step());
            }
        }
        RecipientRows.insert(transaction, newRecipients);
        RecipientRows.update(transaction, changedRecipients);
        NotificationRows.insert(transaction, newNotifications, steps);
        NotificationRows.update(transaction, changedNotifications, steps);
    }

    @Override
    public List<NotificationInput> due(Connection connection, Instant now, int limit) throws SQLException {
        try (var select = connection.prepareStatement(DUE)) {
            select.setObject(1, now.atOffset(ZoneOffset.UTC));
            select.setInt(2, limit);
            var due = new ArrayList<NotificationInput>();
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    due.add(new DeadlinePassed(
                            new OrderId(rows.getObject("order_id", UUID.class)),
                            new UserId(rows.getObject("user_id", UUID.class)),
                            Template.valueOf(rows.getString("template"))));
                }
            }
            return due;
        }
    }

    @Override
    public Map<NotificationInput, String> steps(Connection connection, Collection<NotificationInput> due)
            throws SQLException {
        var ids = new HashMap<NotificationId, NotificationInput>();
        for (var input : due) {
            if (input instanceof DeadlinePassed deadline) {
                ids.put(Notice.id(deadline.orderId(), deadline.template()), deadline);
            }
        }
        return NotificationRows.steps(connection, ids.keySet()).entrySet().stream()
                .collect(toMap(step -> ids.get(step.getKey()), Map.Entry::getValue));
    }

    /** Addresses may wait in the broker as well; a mail that is tried again gives nothing up and is not moved. */
    @Override
    public void postpone(Connection transaction, Duration by) throws SQLException {
        try (var update = transaction.prepareStatement(POSTPONE)) {
            update.setDouble(1, by.toMillis() / 1000.0);
            update.executeUpdate();
        }
    }
}
