package dev.warren.notifications;

import dev.warren.events.NotificationId;
import dev.warren.events.OrderId;
import dev.warren.events.Template;
import dev.warren.events.UserId;
import dev.warren.notifications.Notification.WaitingForAddress;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A user as somebody to be told.
 *
 * @param notifications those that the inputs at hand may touch: both of each order they are about, and after news of the user
 *     also all that wait for an address
 */
public record Recipient(UserId userId, Contact contact, Map<NotificationId, Notification> notifications) {

    static Recipient unknown(UserId userId) {
        return new Recipient(userId, new Contact.Unknown(), Map.of());
    }

    Recipient with(Contact contact) {
        return new Recipient(userId, contact, notifications);
    }

    /** This recipient with a notification that is new or has changed. */
    public Recipient with(Notification notification) {
        var changed = new HashMap<>(notifications);
        changed.put(notification.id(), notification);
        return new Recipient(userId, contact, Collections.unmodifiableMap(changed));
    }

    /** @return null if there is none */
    Notification notification(OrderId order, Template template) {
        return notifications.get(Notice.id(order, template));
    }

    boolean knowsOfCancellation(OrderId order) {
        return notification(order, Template.ORDER_CANCELLED) != null;
    }

    List<WaitingForAddress> waiting() {
        return notifications.values().stream()
                .filter(WaitingForAddress.class::isInstance)
                .map(WaitingForAddress.class::cast)
                .sorted((one, other) -> one.id().compareTo(other.id()))
                .toList();
    }
}
