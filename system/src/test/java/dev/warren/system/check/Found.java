package dev.warren.system.check;

import static dev.warren.system.check.Tampered.change;
import static dev.warren.system.check.Tampered.first;

import dev.warren.system.check.Books.Entry;
import dev.warren.system.check.Books.Order;
import dev.warren.system.check.Books.Payment;
import dev.warren.system.check.Mailroom.Mail;
import dev.warren.system.check.Traffic.Event;
import java.time.Instant;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** Things in evidence that can be broken. */
final class Found {

    private Found() {}

    static Amount cents(long minor) {
        return new Amount(minor, "EUR");
    }

    static Amount more(Amount amount) {
        return cents(amount.minor() + 1);
    }

    static Call call(String client, Call.Request request, Call.Outcome outcome) {
        return new Call(0, client, Instant.now(), request, outcome);
    }

    static Call placed(UUID order) {
        return call(
                "client",
                new Call.Place(UUID.randomUUID(), "key", cents(1)),
                new Call.Ok(Instant.now(), order, "PLACED", false));
    }

    static boolean isConfirmed(Order order) {
        return order.status().equals("CONFIRMED");
    }

    static boolean isCancelled(Order order) {
        return order.status().equals("CANCELLED");
    }

    static Order confirmed(Tampered it) {
        return first(it.orders, Found::isConfirmed);
    }

    static Order cancelled(Tampered it) {
        return first(it.orders, Found::isCancelled);
    }

    /** By the customer, and before it was confirmed: a deadline might have done it. */
    static boolean isCancelledOnTheWay(Order order, Tampered it) {
        return "BY_CUSTOMER".equals(order.reason())
                && it.events.stream()
                        .noneMatch(event -> event.type().equals("order.confirmed.v1")
                                && event.subject().equals(order.id()));
    }

    static String timeout(Order order, Tampered it) {
        return it.events.stream()
                        .anyMatch(event -> event.type().equals("order.payment-requested.v1")
                                && event.subject().equals(order.id()))
                ? "PAYMENT_TIMEOUT"
                : "CREDIT_TIMEOUT";
    }

    static boolean isCaptureOf(Entry entry, Order order) {
        return entry.kind().equals("CAPTURE") && order.id().equals(entry.orderId());
    }

    static boolean isOf(Payment payment, Order order) {
        return payment.orderId().equals(order.id());
    }

    static Mail mail(Tampered it) {
        return it.mails.getFirst();
    }

    static UUID heardByOrders(Tampered it) {
        return first(it.events, event -> event.type().equals("payment.captured.v1"))
                .id();
    }

    static void event(Tampered it, String type, UnaryOperator<Event> change) {
        change(it.events, event -> event.type().equals(type), change);
    }
}
