package dev.warren.messaging.events;

import io.opentelemetry.api.trace.SpanContext;
import java.time.Instant;
import java.util.UUID;

/**
 * An event that was read from a delivery.
 *
 * @param sequence the version of the aggregate that said it
 * @param at when it happened, as its sender says; null if it does not
 * @param trace the sender's trace context, invalid if it sent none
 */
public record Heard(UUID id, String type, Object event, long sequence, Instant at, SpanContext trace) {}
