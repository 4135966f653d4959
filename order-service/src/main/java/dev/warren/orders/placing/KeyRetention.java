package dev.warren.orders.placing;

import dev.warren.messaging.Settings;
import dev.warren.messaging.retention.AgedRows;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Value;
import jakarta.inject.Singleton;
import java.time.Duration;

/** Idempotency keys are kept for {@code orders.idempotency-retention} from placing, 1 d to 3650 d; the order stays without its key. */
@Factory
final class KeyRetention {

    @Singleton
    AgedRows idempotencyKeys(@Value("${orders.idempotency-retention:30d}") Duration keep) {
        Settings.between("orders.idempotency-retention", keep, Duration.ofDays(1), Duration.ofDays(3650));
        return AgedRows.emptied("orders", "idempotency_key", "placed_at", keep);
    }
}
