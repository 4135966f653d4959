package dev.warren.notifications;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.events.CancellationReason;
import dev.warren.events.Channel;
import dev.warren.events.Event;
import dev.warren.events.NotificationId;
import dev.warren.events.OrderId;
import dev.warren.events.Template;
import dev.warren.messaging.Decision.Contradiction;
import dev.warren.messaging.Decision.Decided;
import dev.warren.messaging.Decision.Ignored;
import dev.warren.messaging.Said;
import dev.warren.notifications.Notification.Sending;
import dev.warren.notifications.Notification.Sent;
import dev.warren.notifications.Notification.WaitingForAddress;
import dev.warren.notifications.NotificationInput.AboutOrder;
import dev.warren.notifications.NotificationInput.ContactHeard;
import dev.warren.notifications.NotificationInput.DeadlinePassed;
import dev.warren.notifications.NotificationInput.MailAccepted;
import dev.warren.notifications.NotificationInput.MailResult;
import dev.warren.notifications.NotificationInput.OrderCancelled;
import dev.warren.notifications.NotificationInput.OrderConfirmed;
import dev.warren.notifications.NotificationInput.UserNews;
import dev.warren.notifications.Step.Fate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One user with two orders, a mail server, and everything that is under way between them. */
final class NotificationWorld {

    static final List<OrderId> ORDERS = List.of(
            OrderId.parse("019a0b1c-2d3e-7f40-8a1b-2c3d4e5f6071"),
            OrderId.parse("019a0b1c-2d3f-7f40-8a1b-2c3d4e5f6072"));

    private static final int ENOUGH = 20;

    private final NotificationDecider decider;
    private final Map<NotificationId, Notification> stored = new HashMap<>();
    private final List<SendMail> mails = new ArrayList<>();
    private final List<MailResult> results = new ArrayList<>();
    private final Map<NotificationId, Said> said = new HashMap<>();
    private final Set<NotificationId> heard = new HashSet<>();
    private final Set<NotificationId> delivered = new HashSet<>();
    private final Set<NotificationId> known = new HashSet<>();
    private Contact.Known newest;
    private boolean erased;
    private Contact contact;
    private Instant now = Fixtures.START;

    NotificationWorld(Channel channel) {
        decider = new NotificationDecider(channel, Fixtures.ADDRESS_DEADLINE);
    }

    void happens(Step step) {
        var order = ORDERS.get(step.pick() % ORDERS.size());
        switch (step.kind()) {
            case REGISTER -> contact(Fixtures.ADDRESS);
            case UPDATE -> contact(new Contact.Known("Ada King", "king@example.org", 2));
            case ERASE -> {
                erased = true;
                input(Fixtures.ERASED);
            }
            case CONFIRM -> confirm(order);
            case CANCEL -> cancel(order, CancellationReason.BY_CUSTOMER);
            case CANCEL_UNKNOWN_USER -> cancel(order, CancellationReason.UNKNOWN_USER);
            case MAIL -> {
                if (!mails.isEmpty()) {
                    deliver(mails.get(step.pick() % mails.size()), step.fate());
                }
            }
            case RESULT -> {
                if (!results.isEmpty()) {
                    result(results.get(step.pick() % results.size()));
                }
            }
            case TIME -> now = now.plus(step.time());
            case DEADLINE -> input(new DeadlinePassed(order, Fixtures.ADA, template(step)));
        }
    }

    private static Template template(Step step) {
        return step.pick() % 4 < 2 ? Template.ORDER_CONFIRMED : Template.ORDER_CANCELLED;
    }

    private void contact(Contact.Known heard) {
        newest = newest == null || heard.sequence() > newest.sequence() ? heard : newest;
        input(new ContactHeard(Fixtures.ADA, heard));
    }

    private void result(MailResult result) {
        if (result instanceof MailAccepted) {
            known.add(Notice.id(result.orderId(), result.template()));
        }
        input(result);
    }

    private void confirm(OrderId order) {
        heard.add(Notice.id(order, Template.ORDER_CONFIRMED));
        input(new OrderConfirmed(order, Fixtures.ADA, Fixtures.TOTAL));
    }

    private void cancel(OrderId order, CancellationReason reason) {
        heard.add(Notice.id(order, Template.ORDER_CANCELLED));
        input(new OrderCancelled(order, Fixtures.ADA, Fixtures.TOTAL, reason));
    }

    /** Every deadline passes in time, and the mail server takes what it is given. */
    void calmsDown() {
        int rounds = 0;
        for (var next = nextOpen(); next != null; next = nextOpen()) {
            assertThat(++rounds).as("rounds until all is told").isLessThan(ENOUGH);
            var deadline = deadline(next);
            now = now.isAfter(deadline) ? now : deadline;
            int before = mails.size();
            input(new DeadlinePassed(
                    next.notice().orderId(), Fixtures.ADA, next.notice().template()));
            if (mails.size() > before) {
                deliver(mails.getLast(), Fate.ACCEPTED);
                result(results.getLast());
            }
            assertThat(stored.get(next.id())).as("after its deadline").isNotEqualTo(next);
        }
    }

    private Notification nextOpen() {
        return stored.values().stream()
                .filter(it -> deadline(it) != null)
                .min(Comparator.comparing(NotificationWorld::deadline).thenComparing(Notification::id))
                .orElse(null);
    }

    private static Instant deadline(Notification notification) {
        return switch (notification) {
            case WaitingForAddress it -> it.deadline();
            case Sending it -> it.deadline();
            default -> null;
        };
    }

    Map<NotificationId, Notification> notifications() {
        return Map.copyOf(stored);
    }

    /** The outcomes of orders that were heard of. */
    Set<NotificationId> heard() {
        return Set.copyOf(heard);
    }

    boolean isDelivered(NotificationId id) {
        return delivered.contains(id);
    }

    /** Whether the service was told that the mail server has it. */
    boolean isKnownToBeDelivered(NotificationId id) {
        return known.contains(id);
    }

    Map<NotificationId, Said> said() {
        return Map.copyOf(said);
    }

    private void deliver(SendMail mail, Fate fate) {
        switch (fate) {
            case ACCEPTED -> results.add(mail.accepted());
            case REFUSED -> results.add(mail.refused());
            case NOT_NOW -> results.add(mail.unknown());
            case REPLY_LOST -> results.add(mail.unknown());
        }
        if (fate == Fate.ACCEPTED || fate == Fate.REPLY_LOST) {
            delivered.add(mail.notice().id());
        }
    }

    private void input(NotificationInput input) {
        var before = loadedFor(input);
        switch (decider.decide(before, input, now)) {
            case Ignored<Recipient, SendMail> nothing -> {}
            case Contradiction<Recipient, SendMail> it -> throw new AssertionError(it.reason());
            case Decided<Recipient, SendMail> it -> {
                it.effects().forEach(mail -> checkMail(mail));
                contact = it.state().contact();
                stored.putAll(it.state().notifications());
                mails.addAll(it.effects());
                it.said().forEach(this::hear);
            }
        }
        boolean waits = stored.values().stream().anyMatch(WaitingForAddress.class::isInstance);
        assertThat(waits && (newest != null || erased)).as("waits in vain").isFalse();
    }

    /** Only what the database would load for it. */
    private Recipient loadedFor(NotificationInput input) {
        if (contact == null) {
            return null;
        }
        var loaded = Fixtures.ada(contact);
        for (var it : stored.values()) {
            boolean isAskedFor = switch (input) {
                case UserNews news -> it instanceof WaitingForAddress;
                case AboutOrder about -> it.notice().orderId().equals(about.orderId());
            };
            loaded = isAskedFor ? loaded.with(it) : loaded;
        }
        return loaded;
    }

    private void checkMail(SendMail mail) {
        var notice = mail.notice();
        assertThat(stored.get(notice.id()) instanceof Sent).as("mailed again").isFalse();
        assertThat(notice.template() == Template.ORDER_CONFIRMED
                        && heard.contains(Notice.id(notice.orderId(), Template.ORDER_CANCELLED)))
                .as("a confirmation after the cancellation")
                .isFalse();
        assertThat(erased).as("a mail to an erased user").isFalse();
        assertThat(mail).isEqualTo(new SendMail(notice, newest.name(), newest.email()));
    }

    private void hear(Said event) {
        var subject = new NotificationId(((Event) event.event()).subject());
        assertThat(event.sequence()).as("sequence").isEqualTo(1);
        assertThat(said.put(subject, event)).as("said before").isNull();
    }
}
