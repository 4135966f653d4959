package dev.warren.system.simulation;

import dev.warren.notifications.NotificationService;
import dev.warren.orders.OrderService;
import dev.warren.orders.saga.Order;
import dev.warren.payments.Payment;
import dev.warren.payments.PaymentService;
import dev.warren.users.UserService;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

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
        var orderDeadlines = orders.rows.values().stream()
                .filter(Order.Open.class::isInstance)
                .map(order -> ((Order.Open) order).deadline());
        var paymentDeadlines = payments.rows.values().stream()
                .filter(Payment.Pending.class::isInstance)
                .map(payment -> ((Payment.Pending) payment).asking().deadline());
        var mailDeadlines = recipients.notifications.values().stream()
                .map(RecipientTable::deadline)
                .filter(Objects::nonNull);
        return Stream.of(orderDeadlines, paymentDeadlines, mailDeadlines)
                .flatMap(deadlines -> deadlines)
                .min(Instant::compareTo);
    }
}
