package dev.warren.messaging;

import dev.warren.messaging.events.Heard;
import dev.warren.messaging.events.Message;
import io.micronaut.core.annotation.Nullable;
import java.time.Instant;
import java.util.UUID;

/**
 * That an aggregate received or said an event: one line of its history. A message that is delivered again is no further occurrence.
 *
 * @param key of the aggregate
 * @param sequence the version of the aggregate that said it, which for a received event is another one's
 * @param happenedAt when it happened, as its speaker says; null if a foreign one does not
 * @param handledAt when it was handled, or said, here: the time of the batch
 * @param traceId 32 hexadecimal digits
 * @param <K> key of an aggregate
 */
public record Occurrence<K>(
        K key,
        Direction direction,
        UUID eventId,
        String type,
        long sequence,
        @Nullable Instant happenedAt,
        Instant handledAt,
        String traceId) {

    /** Seen from the aggregate. */
    public enum Direction {
        RECEIVED,
        SAID
    }

    public static <K> Occurrence<K> received(K key, Heard event, Instant handledAt, String traceId) {
        return new Occurrence<>(
                key, Direction.RECEIVED, event.id(), event.type(), event.sequence(), event.at(), handledAt, traceId);
    }

    public static <K> Occurrence<K> said(K key, Said said, Message message, Instant handledAt, String traceId) {
        return new Occurrence<>(
                key,
                Direction.SAID,
                message.id(),
                message.properties().getType(),
                said.sequence(),
                said.at(),
                handledAt,
                traceId);
    }
}
