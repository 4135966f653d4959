package dev.warren.system.simulation;

import dev.warren.events.NotificationId;
import dev.warren.events.Template;
import dev.warren.events.UserId;
import dev.warren.messaging.States;
import dev.warren.notifications.Contact;
import dev.warren.notifications.Notice;
import dev.warren.notifications.Notification;
import dev.warren.notifications.Notification.Sending;
import dev.warren.notifications.Notification.WaitingForAddress;
import dev.warren.notifications.NotificationInput;
import dev.warren.notifications.NotificationInput.AboutOrder;
import dev.warren.notifications.NotificationInput.DeadlinePassed;
import dev.warren.notifications.NotificationInput.UserNews;
import dev.warren.notifications.Recipient;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Recipients and notifications in memory. */
final class RecipientTable implements States<UserId, Recipient, NotificationInput> {

    private final MemoryDatabase database;
    final Map<UserId, Contact> contacts = new LinkedHashMap<>();
    final Map<NotificationId, Notification> notifications = new TreeMap<>();

    RecipientTable(MemoryDatabase database) {
        this.database = database;
    }

    @Override
    public Map<UserId, Recipient> load(Connection transaction, Collection<NotificationInput> inputs) {
        var asked = new HashMap<UserId, Map<NotificationId, Notification>>();
        for (var input : inputs) {
            var theirs = asked.computeIfAbsent(input.userId(), user -> new HashMap<>());
            switch (input) {
                case UserNews news -> addWaiting(news.userId(), theirs);
                case AboutOrder order -> {
                    for (Template template : Template.values()) {
                        var notification = notifications.get(Notice.id(order.orderId(), template));
                        if (notification != null) {
                            theirs.put(notification.id(), notification);
                        }
                    }
                }
            }
        }
        var recipients = new HashMap<UserId, Recipient>();
        asked.forEach((user, theirs) -> {
            if (contacts.containsKey(user)) {
                recipients.put(user, new Recipient(user, contacts.get(user), Map.copyOf(theirs)));
            }
        });
        return recipients;
    }

    private void addWaiting(UserId user, Map<NotificationId, Notification> theirs) {
        for (var notification : notifications.values()) {
            if (notification instanceof WaitingForAddress
                    && notification.notice().userId().equals(user)) {
                theirs.put(notification.id(), notification);
            }
        }
    }

    @Override
    public void save(Connection transaction, Collection<Change<Recipient>> changes) {
        for (var change : changes) {
            Recipient after = change.after();
            database.change(() -> {
                contacts.put(after.userId(), after.contact());
                notifications.putAll(after.notifications());
            });
        }
    }

    @Override
    public List<NotificationInput> due(Connection connection, Instant now, int limit) {
        return notifications.values().stream()
                .filter(notification -> deadline(notification) != null && !now.isBefore(deadline(notification)))
                .sorted(Comparator.comparing(RecipientTable::deadline))
                .limit(limit)
                .map(Notification::notice)
                .<NotificationInput>map(
                        notice -> new DeadlinePassed(notice.orderId(), notice.userId(), notice.template()))
                .toList();
    }

    static Instant deadline(Notification notification) {
        return switch (notification) {
            case WaitingForAddress it -> it.deadline();
            case Sending it -> it.deadline();
            case Notification.Sent it -> null;
            case Notification.Failed it -> null;
            case Notification.Skipped it -> null;
        };
    }

    @Override
    public void postpone(Connection transaction, Duration by) {
        for (var notification : List.copyOf(notifications.values())) {
            if (notification instanceof WaitingForAddress it) {
                var later = new WaitingForAddress(
                        it.notice(), it.since(), it.deadline().plus(by));
                database.change(() -> notifications.put(later.id(), later));
            }
        }
    }
}
