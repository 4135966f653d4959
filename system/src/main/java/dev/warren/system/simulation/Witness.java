package dev.warren.system.simulation;

import dev.warren.events.Catalogue;
import dev.warren.events.Event;
import dev.warren.events.NotificationEvent;
import dev.warren.events.OrderEvent;
import dev.warren.events.PaymentEvent;
import dev.warren.events.UserEvent;
import dev.warren.messaging.events.Message;
import dev.warren.notifications.Contact;
import dev.warren.notifications.Notification;
import dev.warren.orders.saga.Order;
import dev.warren.payments.Payment;
import dev.warren.payments.PaymentStatus;
import dev.warren.system.check.Amount;
import dev.warren.system.check.Books;
import dev.warren.system.check.Evidence;
import dev.warren.system.check.Instances;
import dev.warren.system.check.Limits;
import dev.warren.system.check.Traffic;
import dev.warren.users.Reservation;
import dev.warren.users.User;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.joda.money.Money;

/** Says what there is to see in a world, in the checker's words. */
final class Witness {

    private final World world;
    private final Tables tables;

    Witness(World world) {
        this.world = world;
        this.tables = world.tables();
    }

    Evidence evidence() {
        var deadlines = world.setting().deadlines();
        Duration lifetime = world.age().plus(Duration.ofMinutes(1));
        // An outage is late itself, and moves the deadline by as much.
        Duration slack = world.outages().multipliedBy(2).plus(Duration.ofSeconds(15));
        var limits = new Limits(
                deadlines.creditDeadline(),
                deadlines.paymentDeadline(),
                slack,
                lifetime,
                Duration.ofMinutes(1),
                Duration.ZERO);
        return new Evidence(
                world.clock().instant(),
                limits,
                Optional.of(world.calls().all()),
                books(),
                traffic(),
                Optional.of(world.broker().seen()),
                Optional.of(world.mail().mailroom()),
                Optional.of(new Instances(world.views().keySet(), world.views(), List.of())),
                Optional.empty());
    }

    private Books books() {
        return new Books(
                tables.orders.rows.values().stream().map(Witness::order).toList(),
                tables.accounts.users.values().stream().map(Witness::account).toList(),
                tables.accounts.reservations.values().stream()
                        .map(Witness::reservation)
                        .toList(),
                tables.payments.rows.values().stream().map(Witness::payment).toList(),
                world.provider().ledger(),
                tables.recipients.contacts.entrySet().stream()
                        .map(entry -> recipient(entry.getKey().value(), entry.getValue()))
                        .toList(),
                tables.recipients.notifications.values().stream()
                        .map(Witness::notification)
                        .toList(),
                List.copyOf(tables.orders.timelines));
    }

    private static Books.Order order(Order order) {
        return new Books.Order(
                order.id().value(),
                order.purchase().userId().value(),
                amount(order.purchase().total()),
                order.purchase().idempotencyKey(),
                order.status().name(),
                order instanceof Order.Cancelled it ? it.reason().name() : null,
                order instanceof Order.Cancelled it ? it.outstanding().name() : null,
                order.progress().sequence(),
                order instanceof Order.Open it ? it.deadline() : null);
    }

    private static Books.Account account(User user) {
        return new Books.Account(
                user.id().value(),
                amount(user.credit().limit()),
                amount(user.credit().reserved()),
                user.profile() == null,
                user.sequence());
    }

    private static Books.Reservation reservation(Reservation it) {
        return switch (it) {
            case Reservation.Reserved reserved -> reservation(it, "RESERVED", amount(reserved.amount()));
            case Reservation.Refused refused -> reservation(it, "REFUSED", null);
            case Reservation.Released released -> reservation(it, "RELEASED", amount(released.amount()));
            case Reservation.Tombstone tombstone -> reservation(it, "TOMBSTONE", null);
        };
    }

    private static Books.Reservation reservation(Reservation it, String status, Amount amount) {
        return new Books.Reservation(it.orderId().value(), it.userId().value(), status, amount);
    }

    private static Books.Payment payment(Payment payment) {
        var billed = payment instanceof Payment.Billed it ? it.bill() : null;
        return new Books.Payment(
                billed == null ? null : billed.paymentId().value(),
                payment.orderId().value(),
                billed == null ? null : amount(billed.amount()),
                PaymentStatus.of(payment).name(),
                payment instanceof Payment.Declined it ? it.reason().name() : null,
                switch (payment) {
                    case Payment.Captured it -> it.reference();
                    case Payment.Refunding it -> it.captured().reference();
                    case Payment.Refunded it -> it.captureReference();
                    default -> null;
                },
                payment instanceof Payment.Refunded it ? it.reference() : null);
    }

    private static Books.Recipient recipient(UUID user, Contact contact) {
        return new Books.Recipient(
                user, contact instanceof Contact.Known it ? it.email() : null, contact instanceof Contact.Erased);
    }

    private static Books.Notification notification(Notification it) {
        String status = switch (it) {
            case Notification.WaitingForAddress waiting -> "WAITING_FOR_ADDRESS";
            case Notification.Sending sending -> "SENDING";
            case Notification.Sent sent -> "SENT";
            case Notification.Failed failed -> "FAILED";
            case Notification.Skipped skipped -> "SKIPPED";
        };
        return new Books.Notification(
                it.id().value(),
                it.notice().orderId().value(),
                it.notice().userId().value(),
                it.notice().template().name(),
                status,
                it instanceof Notification.Failed failed ? failed.reason().name() : null);
    }

    private Traffic traffic() {
        Map<String, Set<String>> hears = new HashMap<>();
        Map<String, Set<UUID>> inboxes = new HashMap<>();
        Map<String, Set<UUID>> outboxes = new HashMap<>();
        tables.databases.forEach((service, database) -> {
            inboxes.put(service, database.inbox);
            outboxes.put(service, database.outbox.keySet());
        });
        world.broker().queues().forEach(queue -> hears.put(queue.owner.name(), queue.owner.hears()));
        return new Traffic(
                hears,
                world.broker().published().stream().map(this::event).toList(),
                inboxes,
                outboxes,
                world.broker().parked(),
                world.poisoner().poison());
    }

    /** As it was said first, even if a later copy was published sooner; what was never said is as it was published. */
    private Traffic.Event event(Message published) {
        Message message = tables.databases.values().stream()
                .map(database -> database.said.get(published.id()))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(published);
        var properties = message.properties();
        var headers = properties.getHeaders();
        Event event = world.events().read(properties.getType(), message.body());
        Object cause = headers.get("cloudEvents:causationid");
        return new Traffic.Event(
                message.id(),
                Catalogue.typeOf(event).name(),
                event.subject(),
                Long.parseLong(headers.get("cloudEvents:sequence").toString()),
                properties.getTimestamp().toInstant(),
                event.order().map(order -> order.value()).orElse(null),
                cause == null ? null : UUID.fromString(cause.toString()),
                amount(money(event)),
                reason(event));
    }

    private static Money money(Event event) {
        return switch (event) {
            case OrderEvent.OrderPlaced it -> it.total();
            case OrderEvent.PaymentRequested it -> it.amount();
            case OrderEvent.OrderConfirmed it -> it.total();
            case OrderEvent.OrderCancelled it -> it.total();
            case PaymentEvent it -> it.amount();
            case UserEvent.CreditReserved it -> it.amount();
            case UserEvent.CreditReleased it -> it.amount();
            case UserEvent.CreditLimitChanged it -> it.creditLimit();
            case UserEvent it -> null;
            case NotificationEvent it -> null;
        };
    }

    private static String reason(Event event) {
        return switch (event) {
            case OrderEvent.OrderCancelled it -> it.reason().name();
            case PaymentEvent.PaymentDeclined it -> it.reason().name();
            case UserEvent.CreditRefused it -> it.reason().name();
            case NotificationEvent.NotificationFailed it -> it.reason().name();
            case Event it -> null;
        };
    }

    private static Amount amount(Money money) {
        return money == null
                ? null
                : new Amount(money.getAmountMinorLong(), money.getCurrencyUnit().getCode());
    }
}
