package dev.warren.messaging.deadletters;

import io.micronaut.core.annotation.Nullable;
import java.time.Instant;
import java.util.UUID;

/**
 * Many dead letters sent back as one. Immutable.
 *
 * @param matching how many there were to send
 * @param sent how many were sent so far
 * @param handled how many of them are known to be handled
 * @param outcome how it ended, for people; null while it runs
 */
public record Redrive(
        UUID id,
        String byWhom,
        long matching,
        long sent,
        long handled,
        Status status,
        @Nullable String outcome,
        Instant startedAt,
        Instant updatedAt) {

    /** How far it is. */
    public enum Status {
        RUNNING,
        DONE,
        /** At the first message that failed again, or without an answer in time; the rest is parked as before. */
        STOPPED
    }
}
