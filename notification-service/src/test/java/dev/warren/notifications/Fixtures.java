package dev.warren.notifications;

import dev.warren.events.CancellationReason;
import dev.warren.events.Channel;
import dev.warren.events.NotificationFailure;
import dev.warren.events.OrderId;
import dev.warren.events.Template;
import dev.warren.events.UserId;
import dev.warren.notifications.Notification.Failed;
import dev.warren.notifications.Notification.Sending;
import dev.warren.notifications.Notification.Sent;
import dev.warren.notifications.Notification.Skipped;
import dev.warren.notifications.Notification.WaitingForAddress;
import dev.warren.notifications.NotificationInput.ContactHeard;
import dev.warren.notifications.NotificationInput.DeadlinePassed;
import dev.warren.notifications.NotificationInput.OrderCancelled;
import dev.warren.notifications.NotificationInput.OrderConfirmed;
import dev.warren.notifications.NotificationInput.UserErased;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.joda.money.Money;

/** Ada, her order, and what can have become of telling her about it. */
public final class Fixtures {

    public static final Instant START = Instant.parse("2026-03-01T10:00:00Z");
    public static final Instant LATER = START.plusSeconds(10);
    public static final Duration ADDRESS_DEADLINE = Duration.ofMinutes(1);

    public static final UserId ADA = UserId.parse("019a0b1c-0000-7000-8000-000000000001");
    public static final OrderId ORDER = OrderId.parse("019a0b1c-2d3e-7f40-8a1b-2c3d4e5f6071");
    public static final Money TOTAL = Money.parse("EUR 42.50");
    public static final Contact.Known ADDRESS = new Contact.Known("Ada Lovelace", "ada@example.org", 1);

    public static final OrderConfirmed CONFIRMED = new OrderConfirmed(ORDER, ADA, TOTAL);
    public static final OrderCancelled CANCELLED = cancelled(CancellationReason.PAYMENT_DECLINED);
    public static final ContactHeard REGISTERED = new ContactHeard(ADA, ADDRESS);
    public static final UserErased ERASED = new UserErased(ADA);
    public static final DeadlinePassed DEADLINE = new DeadlinePassed(ORDER, ADA, Template.ORDER_CONFIRMED);

    public static final Notice CONFIRMATION = Notice.of(CONFIRMED, Channel.EMAIL);
    public static final Notice CANCELLATION = Notice.of(CANCELLED, Channel.EMAIL);
    public static final SendMail MAIL = new SendMail(CONFIRMATION, ADDRESS.name(), ADDRESS.email());

    public static final OrderConfirmed OTHER_CONFIRMED =
            new OrderConfirmed(OrderId.parse("019a0b1c-2d3f-7f40-8a1b-2c3d4e5f6072"), ADA, TOTAL);

    private Fixtures() {}

    /** Ada's other order, a millisecond younger. */
    public static Notice otherConfirmation() {
        return Notice.of(OTHER_CONFIRMED, Channel.EMAIL);
    }

    public static OrderCancelled cancelled(CancellationReason reason) {
        return new OrderCancelled(ORDER, ADA, TOTAL, reason);
    }

    public static Recipient ada(Contact contact, Notification... notifications) {
        var ada = Recipient.unknown(ADA).with(contact);
        for (var notification : List.of(notifications)) {
            ada = ada.with(notification);
        }
        return ada;
    }

    public static Recipient adaWithAddress(Notification... notifications) {
        return ada(ADDRESS, notifications);
    }

    public static Recipient adaWithoutAddress(Notification... notifications) {
        return ada(new Contact.Unknown(), notifications);
    }

    public static Recipient adaErased(Notification... notifications) {
        return ada(new Contact.Erased(), notifications);
    }

    public static WaitingForAddress waiting(Notice notice) {
        return new WaitingForAddress(notice, START, START.plus(ADDRESS_DEADLINE));
    }

    public static Sending sending(Notice notice) {
        return Sending.first(notice, START);
    }

    public static Sent sent(Notice notice) {
        return new Sent(notice, START);
    }

    public static Failed failed(Notice notice) {
        return new Failed(notice, NotificationFailure.NO_ADDRESS, START);
    }

    public static Skipped skipped(Notice notice) {
        return new Skipped(notice, START);
    }
}
