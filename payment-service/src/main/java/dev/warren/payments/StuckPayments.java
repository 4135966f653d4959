package dev.warren.payments;

import dev.warren.payments.storage.PaymentSummary;
import dev.warren.payments.storage.Payments;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Context;
import io.micronaut.scheduling.annotation.Scheduled;
import java.sql.SQLException;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells of payments that nothing here can bring to an end, so their orders stay unsettled: each as one error in the log of every
 * process, and all of them (up to 1,000) as the gauge {@code warren.payments.stuck}, looked for every 10 s.
 */
@Context
final class StuckPayments {

    private static final Logger log = LoggerFactory.getLogger(StuckPayments.class);
    private static final int MOST = 1000;

    private final Payments payments;
    private final AtomicInteger stuck;
    private Set<UUID> told = Set.of();

    StuckPayments(Payments payments, MeterRegistry meters) {
        this.payments = payments;
        this.stuck = new AtomicInteger();
        Gauge.builder("warren.payments.stuck", stuck, AtomicInteger::get)
                .description("Payments that nothing here can bring to an end")
                .register(meters);
    }

    @Scheduled(initialDelay = "10s", fixedDelay = "10s")
    void look() {
        try {
            var found = payments.stuck(MOST);
            stuck.set(found.size());
            found.stream().filter(payment -> !told.contains(payment.id())).forEach(StuckPayments::tell);
            told = found.stream().map(PaymentSummary::id).collect(Collectors.toSet());
        } catch (SQLException e) {
            log.warn("stuck payments cannot be looked for: {}", e.getMessage());
        }
    }

    private static void tell(PaymentSummary payment) {
        log.error(
                "PAYMENT_STUCK: payment {} of order {} is {} ({}): look for it in the provider's books",
                payment.id(),
                payment.orderId(),
                payment.status(),
                payment.reason());
    }
}
