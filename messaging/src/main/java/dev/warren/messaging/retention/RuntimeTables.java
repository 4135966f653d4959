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

    @Singleton
    AgedRows closedDeadLetters(RetentionSettings settings) {
        return AgedRows.deleted(
                "dead_letters", "last_failed_at", "status in ('HANDLED', 'DISCARDED')", settings.deadLetters());
    }

    @Singleton
    AgedRows audit(RetentionSettings settings) {
        return AgedRows.deleted("dead_letter_audit", "at", settings.audit());
    }

    @Singleton
    AgedRows redrives(RetentionSettings settings) {
        return AgedRows.deleted("redrives", "updated_at", "status <> 'RUNNING'", settings.audit());
    }
}
