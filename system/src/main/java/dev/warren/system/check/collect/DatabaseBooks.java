package dev.warren.system.check.collect;

import dev.warren.system.check.Amount;
import dev.warren.system.check.Books;
import dev.warren.system.check.Books.Account;
import dev.warren.system.check.Books.Entry;
import dev.warren.system.check.Books.Line;
import dev.warren.system.check.Books.Notification;
import dev.warren.system.check.Books.Order;
import dev.warren.system.check.Books.Payment;
import dev.warren.system.check.Books.Recipient;
import dev.warren.system.check.Books.Reservation;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;

/** The tables of the four services. */
final class DatabaseBooks {

    /** The keys that payment-service gives the provider. */
    private static final Pattern KEY = Pattern.compile("(?:capture|refund)-([0-9a-f-]{36}).*");

    private DatabaseBooks() {}

    static Books of(LiveSystem system) {
        try (var orders = Snapshot.of("order-service", system);
                var users = Snapshot.of("user-service", system);
                var payments = Snapshot.of("payment-service", system);
                var notifications = Snapshot.of("notification-service", system)) {
            return new Books(
                    orders(orders),
                    accounts(users),
                    reservations(users),
                    payments(payments),
                    ledger(payments),
                    recipients(notifications),
                    notifications(notifications),
                    timelines(orders));
        }
    }

    private static List<Order> orders(Snapshot database) {
        return database.rows(
                """
                select id, user_id, total_minor, currency, idempotency_key, status, reason, outstanding, sequence, deadline
                from orders""",
                row -> new Order(
                        row.id("id"),
                        row.id("user_id"),
                        row.amount("total_minor"),
                        row.text("idempotency_key"),
                        row.text("status"),
                        row.text("reason"),
                        row.text("outstanding"),
                        row.number("sequence"),
                        row.time("deadline")));
    }

    private static List<Account> accounts(Snapshot database) {
        return database.rows(
                "select user_id, currency, limit_minor, reserved_minor, name is null as is_erased, sequence from accounts",
                row -> new Account(
                        row.id("user_id"),
                        row.amount("limit_minor"),
                        row.amount("reserved_minor"),
                        row.flag("is_erased"),
                        row.number("sequence")));
    }

    private static List<Reservation> reservations(Snapshot database) {
        return database.rows(
                "select order_id, user_id, status, currency, amount_minor from reservations",
                row -> new Reservation(
                        row.id("order_id"), row.id("user_id"), row.text("status"), row.amount("amount_minor")));
    }

    private static List<Payment> payments(Snapshot database) {
        return database.rows(
                """
                select payment_id, order_id, amount_minor, currency, status, reason, capture_reference, refund_reference
                from payments""",
                row -> new Payment(
                        row.id("payment_id"),
                        row.id("order_id"),
                        row.amount("amount_minor"),
                        row.text("status"),
                        row.text("reason"),
                        row.text("capture_reference"),
                        row.text("refund_reference")));
    }

    private static List<Entry> ledger(Snapshot database) {
        return database.rows(
                """
                select key, kind, reference, amount_minor, currency, capture_reference, entered_at
                from simulated_provider_ledger""",
                row -> new Entry(
                        row.text("key"),
                        row.text("kind"),
                        orderOf(row.text("key")),
                        row.text("reference"),
                        new Amount(row.number("amount_minor"), row.text("currency")),
                        row.text("capture_reference"),
                        row.time("entered_at")));
    }

    private static UUID orderOf(String key) {
        var parts = KEY.matcher(key);
        return parts.matches() ? UUID.fromString(parts.group(1)) : null;
    }

    private static List<Recipient> recipients(Snapshot database) {
        return database.rows(
                "select user_id, email, is_erased from recipients",
                row -> new Recipient(row.id("user_id"), row.text("email"), row.flag("is_erased")));
    }

    private static List<Notification> notifications(Snapshot database) {
        return database.rows(
                "select notification_id, order_id, user_id, template, status, failure from notifications",
                row -> new Notification(
                        row.id("notification_id"),
                        row.id("order_id"),
                        row.id("user_id"),
                        row.text("template"),
                        row.text("status"),
                        row.text("failure")));
    }

    private static List<Line> timelines(Snapshot database) {
        return database.rows(
                "select order_id, event_id, said from order_events order by position",
                row -> new Line(row.id("order_id"), row.id("event_id"), row.flag("said")));
    }
}
