package dev.warren.orders.storage;

import dev.warren.messaging.Settings;
import dev.warren.messaging.retention.AgedRows;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Value;
import jakarta.inject.Singleton;
import java.time.Duration;

/** Lines of timelines are kept for {@code orders.timeline-retention} from their handling, 1 d to 3650 d; the order stays. */
@Factory
final class TimelineRetention {

    @Singleton
    AgedRows timelines(@Value("${orders.timeline-retention:90d}") Duration keep) {
        Settings.between("orders.timeline-retention", keep, Duration.ofDays(1), Duration.ofDays(3650));
        return AgedRows.deleted("order_events", "handled_at", keep);
    }
}
