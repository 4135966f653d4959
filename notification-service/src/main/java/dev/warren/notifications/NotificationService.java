package dev.warren.notifications;

import dev.warren.messaging.Participant;
import io.micronaut.runtime.Micronaut;
import java.util.Set;

/** Tells people by email how their orders ended. */
public final class NotificationService {

    public static final Participant PARTICIPANT = new Participant(
            "notification-service",
            "notification",
            Set.of(
                    "user.registered.v1",
                    "user.updated.v1",
                    "user.erased.v1",
                    "order.confirmed.v1",
                    "order.cancelled.v1"));

    private NotificationService() {}

    public static void main(String[] arguments) {
        Micronaut.run(NotificationService.class, arguments);
    }
}
