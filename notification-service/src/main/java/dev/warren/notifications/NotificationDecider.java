package dev.warren.notifications;

import dev.warren.events.Channel;
import dev.warren.events.NotificationId;
import dev.warren.events.OrderEvent;
import dev.warren.events.Template;
import dev.warren.events.UserEvent;
import dev.warren.events.UserId;
import dev.warren.messaging.Decider;
import dev.warren.messaging.Decision;
import dev.warren.messaging.Decision.Contradiction;
import dev.warren.messaging.Decision.Decided;
import dev.warren.messaging.Decision.Ignored;
import dev.warren.notifications.NotificationInput.ContactHeard;
import dev.warren.notifications.NotificationInput.DeadlinePassed;
import dev.warren.notifications.NotificationInput.MailResult;
import dev.warren.notifications.NotificationInput.OrderCancelled;
import dev.warren.notifications.NotificationInput.OrderConfirmed;
import dev.warren.notifications.NotificationInput.UserErased;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Takes each input to the notifications that it is about; {@link NotificationTable} decides what becomes of each. */
public final class NotificationDecider implements Decider<UserId, Recipient, NotificationInput, SendMail> {

    private final NotificationTable table;

    public NotificationDecider(Channel channel, Duration addressDeadline) {
        this.table = new NotificationTable(channel, addressDeadline);
    }

    @Override
    public NotificationInput hear(Object event, long sequence) {
        return switch (event) {
            case UserEvent.UserRegistered it ->
                new ContactHeard(it.userId(), new Contact.Known(it.name(), it.email(), sequence));
            case UserEvent.UserUpdated it ->
                new ContactHeard(it.userId(), new Contact.Known(it.name(), it.email(), sequence));
            case UserEvent.UserErased it -> new UserErased(it.userId());
            case OrderEvent.OrderConfirmed it -> new OrderConfirmed(it.orderId(), it.userId(), it.total());
            case OrderEvent.OrderCancelled it -> new OrderCancelled(it.orderId(), it.userId(), it.total(), it.reason());
            default ->
                throw new IllegalArgumentException("notification-service does not hear "
                        + event.getClass().getSimpleName()
                        + ": it hears UserRegistered, UserUpdated, UserErased, OrderConfirmed and OrderCancelled");
        };
    }

    @Override
    public UserId key(NotificationInput input) {
        return input.userId();
    }

    @Override
    public Decision<Recipient, SendMail> decide(Recipient state, NotificationInput input, Instant now) {
        var recipient = state == null ? Recipient.unknown(input.userId()) : state;
        return switch (input) {
            case ContactHeard news ->
                tellWaiting(recipient.with(recipient.contact().hear(news.contact())), news, now);
            case UserErased news -> tellWaiting(recipient.with(new Contact.Erased()), news, now);
            case OrderConfirmed order ->
                tell(recipient, List.of(Notice.id(order.orderId(), Template.ORDER_CONFIRMED)), order, now);
            case OrderCancelled order -> tell(recipient, touchedBy(order, recipient), order, now);
            case MailResult result ->
                tell(recipient, List.of(Notice.id(result.orderId(), result.template())), result, now);
            case DeadlinePassed due -> tell(recipient, List.of(Notice.id(due.orderId(), due.template())), due, now);
        };
    }

    private Decision<Recipient, SendMail> tellWaiting(Recipient recipient, NotificationInput input, Instant now) {
        return tell(
                recipient, recipient.waiting().stream().map(Notification::id).toList(), input, now);
    }

    /** The cancellation itself, and then the confirmation that it overtakes, if there is one. */
    private static List<NotificationId> touchedBy(OrderCancelled order, Recipient recipient) {
        var cancellation = Notice.id(order.orderId(), Template.ORDER_CANCELLED);
        var confirmation = Notice.id(order.orderId(), Template.ORDER_CONFIRMED);
        return recipient.notifications().containsKey(confirmation)
                ? List.of(cancellation, confirmation)
                : List.of(cancellation);
    }

    private Decision<Recipient, SendMail> tell(
            Recipient recipient, List<NotificationId> touched, NotificationInput input, Instant now) {
        Decided<Recipient, SendMail> all = Decision.become(recipient);
        for (var id : touched) {
            var it = all.state().notifications().get(id);
            switch (table.decide(it, input, all.state(), now)) {
                case Decided<Notification, SendMail> one -> all = plus(all, one);
                case Ignored<Notification, SendMail> nothing -> {}
                case Contradiction<Notification, SendMail> contradiction -> {
                    return Decision.contradiction(contradiction.reason());
                }
            }
        }
        return all;
    }

    private static Decided<Recipient, SendMail> plus(
            Decided<Recipient, SendMail> all, Decided<Notification, SendMail> one) {
        var said = new ArrayList<>(all.said());
        said.addAll(one.said());
        var effects = new ArrayList<>(all.effects());
        effects.addAll(one.effects());
        return new Decided<>(all.state().with(one.state()), said, effects);
    }
}
