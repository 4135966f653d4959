package dev.warren.notifications;

import dev.warren.notifications.Notification.Failed;
import dev.warren.notifications.Notification.Sending;
import dev.warren.notifications.Notification.Sent;
import dev.warren.notifications.Notification.Skipped;
import dev.warren.notifications.Notification.WaitingForAddress;

/** What a notification has come to, in one word. */
public enum NotificationStatus {
    WAITING_FOR_ADDRESS,
    SENDING,
    SENT,
    FAILED,
    SKIPPED;

    public static NotificationStatus of(Notification notification) {
        return switch (notification) {
            case WaitingForAddress it -> WAITING_FOR_ADDRESS;
            case Sending it -> SENDING;
            case Sent it -> SENT;
            case Failed it -> FAILED;
            case Skipped it -> SKIPPED;
        };
    }
}
