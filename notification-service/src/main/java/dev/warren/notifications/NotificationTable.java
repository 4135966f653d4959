package dev.warren.notifications;

import static dev.warren.events.NotificationFailure.ERASED_USER;
import static dev.warren.events.NotificationFailure.NO_ADDRESS;
import static dev.warren.events.NotificationFailure.REFUSED_BY_MAIL_SERVER;
import static dev.warren.events.NotificationFailure.UNKNOWN_USER;

import dev.warren.events.CancellationReason;
import dev.warren.events.Channel;
import dev.warren.events.NotificationEvent.NotificationFailed;
import dev.warren.events.NotificationEvent.NotificationSent;
import dev.warren.events.NotificationFailure;
import dev.warren.events.Template;
import dev.warren.messaging.Decision;
import dev.warren.messaging.Decision.Decided;
import dev.warren.notifications.Notification.Failed;
import dev.warren.notifications.Notification.Sending;
import dev.warren.notifications.Notification.Sent;
import dev.warren.notifications.Notification.Skipped;
import dev.warren.notifications.Notification.WaitingForAddress;
import dev.warren.notifications.NotificationInput.DeadlinePassed;
import dev.warren.notifications.NotificationInput.MailAccepted;
import dev.warren.notifications.NotificationInput.MailRefused;
import dev.warren.notifications.NotificationInput.MailResult;
import dev.warren.notifications.NotificationInput.MailUnknown;
import dev.warren.notifications.NotificationInput.OrderCancelled;
import dev.warren.notifications.NotificationInput.OrderConfirmed;
import dev.warren.notifications.NotificationInput.UserNews;
import java.time.Duration;
import java.time.Instant;

/**
 * The notification table: one row per state and input. A notification says one event at most, with sequence 1, when it is sent
 * or has failed.
 */
final class NotificationTable {

    private final Channel channel;
    private final Duration addressDeadline;

    /** @param addressDeadline how long a notification waits for an address before it is given up */
    NotificationTable(Channel channel, Duration addressDeadline) {
        this.channel = channel;
        this.addressDeadline = addressDeadline;
    }

    /**
     * @param state null if there is no such notification yet
     * @param recipient with all that the input itself tells
     */
    Decision<Notification, SendMail> decide(
            Notification state, NotificationInput input, Recipient recipient, Instant now) {
        return switch (state) {
            case null ->
                switch (input) {
                    case OrderConfirmed order -> confirm(order, recipient, now);
                    case OrderCancelled order -> cancel(order, recipient, now);
                    case UserNews news -> ignore();
                    case MailResult result -> impossible(result, "there is no such notification");
                    case DeadlinePassed late -> ignore();
                };
            case WaitingForAddress it ->
                switch (input) {
                    case OrderConfirmed again -> ignore();
                    case OrderCancelled order -> isOvertaken(it, recipient) ? skip(it, now) : ignore();
                    case UserNews news -> tell(it.notice(), recipient, now);
                    case MailResult result -> impossible(result, "there was no address to send anything to");
                    case DeadlinePassed due -> now.isBefore(it.deadline()) ? ignore() : giveUp(it, recipient, now);
                };
            case Sending it ->
                switch (input) {
                    case OrderConfirmed again -> ignore();
                    // What is under way cannot be called back, but it is not tried again: see askAgain.
                    case OrderCancelled order -> ignore();
                    case UserNews news -> ignore();
                    case MailAccepted result -> sent(it.notice(), now);
                    case MailRefused result -> fail(it.notice(), REFUSED_BY_MAIL_SERVER, now);
                    case MailUnknown result -> become(it.later(now));
                    case DeadlinePassed due -> now.isBefore(it.deadline()) ? ignore() : askAgain(it, recipient, now);
                };
            case Sent it ->
                switch (input) {
                    case OrderConfirmed again -> ignore();
                    case OrderCancelled order -> ignore();
                    case UserNews news -> ignore();
                    case MailResult late -> ignore();
                    case DeadlinePassed late -> ignore();
                };
            case Failed it ->
                switch (input) {
                    case OrderConfirmed again -> ignore();
                    case OrderCancelled order -> ignore();
                    case UserNews news -> ignore();
                    case MailResult late -> ignore();
                    case DeadlinePassed late -> ignore();
                };
            case Skipped it ->
                switch (input) {
                    case OrderConfirmed again -> ignore();
                    case OrderCancelled order -> ignore();
                    case UserNews news -> ignore();
                    // It was under way when the cancellation came, and the mail is out.
                    case MailAccepted result -> sent(it.notice(), now);
                    case MailRefused late -> ignore();
                    case MailUnknown late -> ignore();
                    case DeadlinePassed late -> ignore();
                };
        };
    }

    private Decision<Notification, SendMail> confirm(OrderConfirmed order, Recipient recipient, Instant now) {
        var notice = Notice.of(order, channel);
        return recipient.knowsOfCancellation(order.orderId())
                ? become(new Skipped(notice, now))
                : tell(notice, recipient, now);
    }

    /** user-service does not know an unknown user: to wait for their address would be in vain. */
    private Decision<Notification, SendMail> cancel(OrderCancelled order, Recipient recipient, Instant now) {
        var notice = Notice.of(order, channel);
        boolean isUnknown = order.reason() == CancellationReason.UNKNOWN_USER;
        return isUnknown && !(recipient.contact() instanceof Contact.Erased)
                ? fail(notice, UNKNOWN_USER, now)
                : tell(notice, recipient, now);
    }

    private Decision<Notification, SendMail> tell(Notice notice, Recipient recipient, Instant now) {
        return switch (recipient.contact()) {
            case Contact.Unknown contact -> become(new WaitingForAddress(notice, now, now.plus(addressDeadline)));
            case Contact.Known contact ->
                switch (notice.channel()) {
                    case EMAIL -> send(Sending.first(notice, now), contact);
                    case RECORD -> sent(notice, now);
                };
            case Contact.Erased contact -> fail(notice, ERASED_USER, now);
        };
    }

    private Decision<Notification, SendMail> giveUp(WaitingForAddress it, Recipient recipient, Instant now) {
        return recipient.contact() instanceof Contact.Unknown
                ? fail(it.notice(), NO_ADDRESS, now)
                : tell(it.notice(), recipient, now);
    }

    private Decision<Notification, SendMail> askAgain(Sending it, Recipient recipient, Instant now) {
        if (isOvertaken(it, recipient)) {
            return skip(it, now);
        }
        return switch (recipient.contact()) {
            case Contact.Known contact -> send(it.again(now), contact);
            case Contact.Erased contact -> fail(it.notice(), ERASED_USER, now);
            case Contact.Unknown contact -> tell(it.notice(), recipient, now);
        };
    }

    private static boolean isOvertaken(Notification it, Recipient recipient) {
        return it.notice().template() == Template.ORDER_CONFIRMED
                && recipient.knowsOfCancellation(it.notice().orderId());
    }

    private static Decision<Notification, SendMail> send(Sending it, Contact.Known contact) {
        return become(it).perform(new SendMail(it.notice(), contact.name(), contact.email()));
    }

    private static Decision<Notification, SendMail> sent(Notice it, Instant now) {
        var event = new NotificationSent(it.id(), it.orderId(), it.userId(), it.channel(), it.template());
        return become(new Sent(it, now)).say(event, 1, now);
    }

    private static Decision<Notification, SendMail> fail(Notice it, NotificationFailure reason, Instant now) {
        var event = new NotificationFailed(it.id(), it.orderId(), it.userId(), it.channel(), it.template(), reason);
        return become(new Failed(it, reason, now)).say(event, 1, now);
    }

    private static Decision<Notification, SendMail> skip(Notification it, Instant now) {
        return become(new Skipped(it.notice(), now));
    }

    private static Decided<Notification, SendMail> become(Notification next) {
        return Decision.become(next);
    }

    private static Decision<Notification, SendMail> ignore() {
        return Decision.ignore();
    }

    private static Decision<Notification, SendMail> impossible(MailResult result, String because) {
        return Decision.contradiction("%s for the %s mail of order %s cannot be: %s"
                .formatted(result.getClass().getSimpleName(), result.template(), result.orderId(), because));
    }
}
