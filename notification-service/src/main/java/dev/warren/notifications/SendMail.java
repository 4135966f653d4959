package dev.warren.notifications;

import dev.warren.notifications.NotificationInput.MailAccepted;
import dev.warren.notifications.NotificationInput.MailRefused;
import dev.warren.notifications.NotificationInput.MailUnknown;

/**
 * A mail to be sent. Sending it again is the same mail with the same Message-ID, which tells the recipient's side that it is.
 * Holds personal data, which its text form leaves out.
 */
public record SendMail(Notice notice, String name, String email) {

    /** Follows from the notification alone, as settings may change between two attempts. */
    public String messageId() {
        return "<" + notice.id() + "@notifications.warren>";
    }

    public MailAccepted accepted() {
        return new MailAccepted(notice.orderId(), notice.userId(), notice.template());
    }

    public MailRefused refused() {
        return new MailRefused(notice.orderId(), notice.userId(), notice.template());
    }

    public MailUnknown unknown() {
        return new MailUnknown(notice.orderId(), notice.userId(), notice.template());
    }

    @Override
    public String toString() {
        return "SendMail[notification=" + notice.id() + "]";
    }
}
