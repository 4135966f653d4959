package dev.warren.events;

import java.util.Optional;
import java.util.UUID;

/** What notification-service says. */
public sealed interface NotificationEvent extends Event {

    NotificationId notificationId();

    OrderId orderId();

    UserId userId();

    Channel channel();

    Template template();

    @Override
    default UUID subject() {
        return notificationId().value();
    }

    @Override
    default Optional<OrderId> order() {
        return Optional.of(orderId());
    }

    /** The user was told how the order ended. */
    record NotificationSent(
            NotificationId notificationId, OrderId orderId, UserId userId, Channel channel, Template template)
            implements NotificationEvent {
        public NotificationSent {
            Checks.present("notificationId", notificationId);
            Checks.present("orderId", orderId);
            Checks.present("userId", userId);
            Checks.present("channel", channel);
            Checks.present("template", template);
        }
    }

    /** The user was not told and will not be. */
    record NotificationFailed(
            NotificationId notificationId,
            OrderId orderId,
            UserId userId,
            Channel channel,
            Template template,
            NotificationFailure reason)
            implements NotificationEvent {
        public NotificationFailed {
            Checks.present("notificationId", notificationId);
            Checks.present("orderId", orderId);
            Checks.present("userId", userId);
            Checks.present("channel", channel);
            Checks.present("template", template);
            Checks.present("reason", reason);
        }
    }
}
