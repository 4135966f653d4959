package dev.warren.orders.saga;

import dev.warren.messaging.Settings;
import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * How long an order waits before it is given up, under {@code orders}; 1 ms to 24 h each.
 *
 * @param creditDeadline for the credit, from the moment the order is placed
 * @param paymentDeadline for the payment, from the moment it is requested
 */
@ConfigurationProperties("orders")
public record Deadlines(
        @Bindable(defaultValue = "5m") Duration creditDeadline,
        @Bindable(defaultValue = "15m") Duration paymentDeadline) {

    private static final Duration LEAST = Duration.ofMillis(1);
    private static final Duration MOST = Duration.ofHours(24);

    public Deadlines {
        Settings.between("orders.credit-deadline", creditDeadline, LEAST, MOST);
        Settings.between("orders.payment-deadline", paymentDeadline, LEAST, MOST);
    }
}
