package dev.warren.orders.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.warren.messaging.Occurrence;
import dev.warren.messaging.Occurrence.Direction;
import dev.warren.orders.storage.OrderEvents;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.core.annotation.Nullable;
import java.time.Instant;
import java.util.UUID;

/**
 * A line of an order's timeline.
 *
 * @param id of the event
 * @param type of the event, whose first part says who said it
 * @param direction whether the order received or said it
 * @param sequence the version of what said it: of the order, of its credit or of its payment
 * @param happenedAt when it happened, as its speaker says; null if a foreign one does not
 * @param handledAt when this service handled or said it
 * @param traceId 32 hexadecimal digits
 */
@Introspected
@JsonInclude(JsonInclude.Include.ALWAYS)
record OrderEventView(
        UUID id,
        String type,
        Direction direction,
        long sequence,
        @Nullable Instant happenedAt,
        Instant handledAt,
        String traceId) {

    static OrderEventView of(OrderEvents.Line line) {
        Occurrence<?> event = line.event();
        return new OrderEventView(
                event.eventId(),
                event.type(),
                event.direction(),
                event.sequence(),
                event.happenedAt(),
                event.handledAt(),
                event.traceId());
    }
}
