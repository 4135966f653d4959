package dev.warren.messaging.tally;

import java.time.Instant;
import java.util.UUID;

/**
 * A sum.
 *
 * @param deadline when it counts one more by itself, or null
 */
record Tally(UUID id, long total, long version, Instant deadline) {}
