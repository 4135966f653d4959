package dev.warren.system.simulation;

import dev.warren.events.OrderId;
import dev.warren.messaging.States;
import dev.warren.payments.Payment;
import dev.warren.payments.PaymentInput;
import dev.warren.payments.PaymentInput.DeadlinePassed;
import java.sql.Connection;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Payments in memory. */
final class PaymentTable implements States<OrderId, Payment, PaymentInput> {

    private final MemoryDatabase database;
    final Map<OrderId, Payment> rows = new LinkedHashMap<>();

    PaymentTable(MemoryDatabase database) {
        this.database = database;
    }

    @Override
    public Map<OrderId, Payment> load(Connection transaction, Collection<PaymentInput> inputs) {
        var loaded = new HashMap<OrderId, Payment>();
        for (var input : inputs) {
            Payment payment = rows.get(input.orderId());
            if (payment != null) {
                loaded.put(input.orderId(), payment);
            }
        }
        return loaded;
    }

    @Override
    public void save(Connection transaction, Collection<Change<Payment>> changes) {
        changes.forEach(change -> database.change(() -> rows.put(change.after().orderId(), change.after())));
    }

    @Override
    public List<PaymentInput> due(Connection connection, Instant now, int limit) {
        return rows.values().stream()
                .filter(Payment.Pending.class::isInstance)
                .map(Payment.Pending.class::cast)
                .filter(payment -> !now.isBefore(payment.asking().deadline()))
                .sorted(Comparator.comparing(payment -> payment.asking().deadline()))
                .limit(limit)
                .<PaymentInput>map(payment -> new DeadlinePassed(payment.orderId()))
                .toList();
    }
}
