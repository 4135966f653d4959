package dev.warren.users;

import dev.warren.messaging.Settings;
import dev.warren.messaging.retention.AgedRows;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Value;
import jakarta.inject.Singleton;
import java.time.Duration;

/** Idempotency keys are kept for {@code users.idempotency-retention} from registering, 1 d to 3650 d. */
@Factory
final class KeyRetention {

    @Singleton
    AgedRows idempotencyKeys(@Value("${users.idempotency-retention:30d}") Duration keep) {
        Settings.between("users.idempotency-retention", keep, Duration.ofDays(1), Duration.ofDays(3650));
        return AgedRows.deleted("registrations", "registered_at", keep);
    }
}
