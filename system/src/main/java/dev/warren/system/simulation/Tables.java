package dev.warren.system.simulation;

import dev.warren.notifications.Notification;
import dev.warren.notifications.NotificationService;
import dev.warren.orders.OrderService;
import dev.warren.orders.saga.Order;
import dev.warren.payments.Payment;
import dev.warren.payments.PaymentService;
import dev.warren.users.UserService;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The four databases of a world and what is in them. */
final class Tables {

    final Map<String, MemoryDatabase> databases = new LinkedHashMap<>();
    final AccountTable accounts;
    final OrderTable orders;
    final PaymentTable payments;
    final RecipientTable recipients;

    Tables(Chance chance, Instant now) {
        accounts = new AccountTable(create(UserService.PARTICIPANT.name(), chance, now));
        orders = new OrderTable(create(OrderService.PARTICIPANT.name(), chance, now));
        payments = new PaymentTable(create(PaymentService.PARTICIPANT.name(), chance, now));
        recipients = new RecipientTable(create(NotificationService.PARTICIPANT.name(), chance, now));
    }

    private MemoryDatabase create(String service, Chance chance, Instant now) {
        var database = new MemoryDatabase(chance, now);
        databases.put(service, database);
        return database;
    }

    /** Whether nothing waits for anything. */
    boolean isAtRest() {
        return nextDeadline().isEmpty()
                && orders.rows.values().stream().allMatch(Order::isSettled)
                && databases.values().stream().allMatch(database -> database.outbox.isEmpty());
    }

    /** When something is next given up or tried again. */
    Optional<Instant> nextDeadline() {
        Instant next = null;
        for (String service : databases.keySet()) {
            next = earlier(next, nextDeadline(service).orElse(null));
        }
        return Optional.ofNullable(next);
    }

    /** The same for one service. */
    Optional<Instant> nextDeadline(String service) {
        return Optional.ofNullable(
                switch (service) {
                    case "order-service" -> nextOfOrders();
                    case "payment-service" -> nextOfPayments();
                    case "notification-service" -> nextOfNotifications();
                    default -> null;
                });
    }

    private Instant nextOfOrders() {
        Instant next = null;
        for (Order order : orders.rows.values()) {
            next = order instanceof Order.Open open ? earlier(next, open.deadline()) : next;
        }
        return next;
    }

    private Instant nextOfPayments() {
        Instant next = null;
        for (Payment payment : payments.rows.values()) {
            next = payment instanceof Payment.Pending pending
                    ? earlier(next, pending.asking().deadline())
                    : next;
        }
        return next;
    }

    private Instant nextOfNotifications() {
        Instant next = null;
        for (Notification notification : recipients.notifications.values()) {
            next = earlier(next, RecipientTable.deadline(notification));
        }
        return next;
    }

    private static Instant earlier(Instant one, Instant other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.isBefore(other) ? one : other;
    }
}
