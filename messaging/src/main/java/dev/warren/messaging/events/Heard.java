package dev.warren.messaging.events;

import java.time.Instant;
import java.util.UUID;

/**
 * An event that was read from a delivery.
 *
 * @param sequence the version of the aggregate that said it
 * @param at when it happened, as its sender says; null if it does not
 */
public record Heard(UUID id, String type, Object event, long sequence, Instant at) {}
