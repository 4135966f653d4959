package dev.warren.messaging.retention;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;

/** What the runtime itself keeps for a while. */
@Factory
final class RuntimeTables {

    @Singleton
    AgedRows inbox(RetentionSettings settings) {
        return AgedRows.deleted("inbox", "handled_at", settings.inbox());
    }

    @Singleton
    AgedRows suspects(RetentionSettings settings) {
        return AgedRows.deleted("suspects", "last_at", settings.suspects());
    }
}
