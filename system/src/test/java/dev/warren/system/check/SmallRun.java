package dev.warren.system.check;

import dev.warren.system.check.Books.Account;
import dev.warren.system.check.Books.Entry;
import dev.warren.system.check.Books.Line;
import dev.warren.system.check.Books.Notification;
import dev.warren.system.check.Books.Order;
import dev.warren.system.check.Books.Payment;
import dev.warren.system.check.Books.Recipient;
import dev.warren.system.check.Books.Reservation;
import dev.warren.system.check.Mailroom.Mail;
import dev.warren.system.check.Traffic.Event;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** A run written down by hand: Ada registers, has one order confirmed, cancels another while its payment is under way, and has a third one refused. */
final class SmallRun {

    private static final Map<String, Set<String>> HEARS = Map.of(
            "order-service",
                    Set.of(
                            "user.credit-reserved.v1",
                            "user.credit-refused.v1",
                            "user.credit-released.v1",
                            "payment.captured.v1",
                            "payment.declined.v1",
                            "payment.refunded.v1"),
            "user-service", Set.of("order.placed.v2", "order.cancelled.v1"),
            "payment-service", Set.of("order.payment-requested.v1", "order.cancelled.v1"),
            "notification-service", Set.of("user.registered.v1", "order.confirmed.v1", "order.cancelled.v1"));

    private static final UUID ADA = UUID.randomUUID();

    private final Tampered run = new Tampered();
    private Instant now = Instant.parse("2026-11-21T10:00:00Z");

    static Evidence evidence() {
        var small = new SmallRun();
        small.register();
        small.confirmedOrder();
        small.cancelledOrder();
        small.refusedOrder();
        small.surroundings();
        return small.run.evidence();
    }

    private void register() {
        say("user.registered.v1", ADA, 1, null, null, null, null);
        say("user.credit-limit-changed.v1", ADA, 2, null, null, euros(100), null);
        run.accounts.add(new Account(ADA, euros(100), euros(20), false, 2));
        run.recipients.add(new Recipient(ADA, "ada@example.com", false));
    }

    private void confirmedOrder() {
        UUID order = UUID.randomUUID();
        UUID payment = UUID.randomUUID();
        Event placed = say("order.placed.v2", order, 1, order, null, euros(20), null);
        Event reserved = say("user.credit-reserved.v1", order, 1, order, placed, euros(20), null);
        say("order.payment-requested.v1", order, 2, order, reserved, euros(20), null);
        Event captured = say("payment.captured.v1", payment, 1, order, null, euros(20), null);
        Instant at = now;
        say("order.confirmed.v1", order, 3, order, captured, euros(20), null);
        row(order, euros(20), "CONFIRMED", null, null, 3);
        run.reservations.add(new Reservation(order, ADA, "RESERVED", euros(20)));
        run.payments.add(new Payment(payment, order, euros(20), "CAPTURED", null, "cap-1", null));
        run.ledger.add(new Entry("capture-" + order, "CAPTURE", order, "cap-1", euros(20), null, at));
        told(order, "ORDER_CONFIRMED");
    }

    /** The capture comes after the cancellation. */
    private void cancelledOrder() {
        UUID order = UUID.randomUUID();
        UUID payment = UUID.randomUUID();
        Event placed = say("order.placed.v2", order, 1, order, null, euros(30), null);
        Event reserved = say("user.credit-reserved.v1", order, 1, order, placed, euros(30), null);
        say("order.payment-requested.v1", order, 2, order, reserved, euros(30), null);
        Event cancelled = say("order.cancelled.v1", order, 3, order, null, euros(30), "BY_CUSTOMER");
        say("user.credit-released.v1", order, 2, order, cancelled, euros(30), null);
        say("payment.captured.v1", payment, 1, order, null, euros(30), null);
        Instant at = now;
        say("payment.refunded.v1", payment, 2, order, null, euros(30), null);
        row(order, euros(30), "CANCELLED", "BY_CUSTOMER", "NOTHING", 3);
        run.reservations.add(new Reservation(order, ADA, "RELEASED", euros(30)));
        run.payments.add(new Payment(payment, order, euros(30), "REFUNDED", null, "cap-2", "ref-2"));
        run.ledger.add(new Entry("capture-" + order, "CAPTURE", order, "cap-2", euros(30), null, at));
        run.ledger.add(new Entry("refund-" + order, "REFUND", order, "ref-2", euros(-30), "cap-2", now));
        told(order, "ORDER_CANCELLED");
    }

    private void refusedOrder() {
        UUID order = UUID.randomUUID();
        Event placed = say("order.placed.v2", order, 1, order, null, euros(500), null);
        Event refused = say("user.credit-refused.v1", order, 1, order, placed, null, "INSUFFICIENT_CREDIT");
        Event cancelled = say("order.cancelled.v1", order, 2, order, refused, euros(500), "INSUFFICIENT_CREDIT");
        say("user.credit-released.v1", order, 2, order, cancelled, euros(0), null);
        row(order, euros(500), "CANCELLED", "INSUFFICIENT_CREDIT", "NOTHING", 2);
        run.reservations.add(new Reservation(order, ADA, "RELEASED", euros(0)));
        run.payments.add(new Payment(null, order, null, "TOMBSTONE", null, null, null));
        told(order, "ORDER_CANCELLED");
    }

    private void surroundings() {
        run.hears.putAll(HEARS);
        HEARS.forEach((service, heard) -> {
            var inbox = new HashSet<UUID>();
            run.events.stream().filter(event -> heard.contains(event.type())).forEach(event -> inbox.add(event.id()));
            run.inboxes.put(service, inbox);
            run.outboxes.put(service, new HashSet<>());
        });
        run.queues.add(new Broker.Queue("order-service.events", 0, 0));
        var binding = new Broker.Binding("order.events", "user-service.events", "order.placed.v2");
        run.bindings.add(binding);
        run.catalogue.add(binding);
        run.live.add("order-service@1");
        run.views.put("order-service@1", new HashSet<>(run.live));
        run.resources.add(new Resource("connections", 8, 8, 0));
    }

    private Event say(String type, UUID subject, long sequence, UUID order, Event cause, Amount amount, String reason) {
        now = now.plusSeconds(5);
        UUID causeId = cause == null ? null : cause.id();
        var event = new Event(UUID.randomUUID(), type, subject, sequence, now, order, causeId, amount, reason);
        run.events.add(event);
        boolean said = type.startsWith("order.");
        if (said || HEARS.get("order-service").contains(type)) {
            run.timelines.add(new Line(order, event.id(), said));
        }
        return event;
    }

    private void row(UUID id, Amount total, String status, String reason, String outstanding, long sequence) {
        String key = "key of " + id;
        run.orders.add(new Order(id, ADA, total, key, status, reason, outstanding, sequence, null));
        run.calls.add(new Call(
                run.calls.size() + 1,
                "client",
                now,
                new Call.Place(ADA, key, total),
                new Call.Ok(now, id, "PLACED", false)));
    }

    private void told(UUID order, String template) {
        UUID id = UUID.randomUUID();
        say("notification.sent.v1", id, 1, order, null, null, null);
        run.notifications.add(new Notification(id, order, ADA, template, "SENT", null));
        run.mails.add(new Mail(id + "@notifications.warren", "ada@example.com", order, template));
    }

    private static Amount euros(long amount) {
        return new Amount(100 * amount, "EUR");
    }
}
