package dev.warren.notifications;

import dev.warren.events.CancellationReason;
import dev.warren.events.OrderId;
import dev.warren.events.Template;
import dev.warren.events.UserId;
import org.joda.money.Money;

/** Everything that can happen to a recipient and their notifications. */
public sealed interface NotificationInput {

    UserId userId();

    /** News of the user: all notifications that wait for an address are told of it. */
    sealed interface UserNews extends NotificationInput {}

    record ContactHeard(UserId userId, Contact.Known contact) implements UserNews {}

    record UserErased(UserId userId) implements UserNews {}

    /** About one order. */
    sealed interface AboutOrder extends NotificationInput {
        OrderId orderId();
    }

    record OrderConfirmed(OrderId orderId, UserId userId, Money total) implements AboutOrder {}

    record OrderCancelled(OrderId orderId, UserId userId, Money total, CancellationReason reason)
            implements AboutOrder {}

    /** It is time to try again, or to give up. */
    record DeadlinePassed(OrderId orderId, UserId userId, Template template) implements AboutOrder {}

    /** What came of a {@link SendMail}. */
    sealed interface MailResult extends AboutOrder {
        Template template();
    }

    record MailAccepted(OrderId orderId, UserId userId, Template template) implements MailResult {}

    /** The mail server will not take it, however often it is asked. */
    record MailRefused(OrderId orderId, UserId userId, Template template) implements MailResult {}

    /** No answer, or one that may be another the next time. */
    record MailUnknown(OrderId orderId, UserId userId, Template template) implements MailResult {}
}
