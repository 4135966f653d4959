package dev.warren.messaging;

import java.net.URI;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * The events of a system as the runtime needs to know them. It never looks inside an event.
 *
 * @param type the wire name of an event, for example {@code order.placed.v1}
 * @param schema the URI of a type's schema
 * @param read a body as an event of that type; whatever it throws parks the message with the exception's message as reason
 * @param write an event as the body of its message
 * @param subject the id of the aggregate that the event is about
 * @param correlation the id of the business process that the event belongs to, if any
 * @param privacy whose personal data events hold, and how it ends
 * @param <E> the common type of all events
 */
public record Contract<E>(
        Function<E, String> type,
        Function<String, URI> schema,
        BiFunction<String, byte[], E> read,
        Function<E, byte[]> write,
        Function<E, UUID> subject,
        Function<E, Optional<UUID>> correlation,
        Privacy privacy) {

    /** Of events that hold no personal data. */
    public Contract(
            Function<E, String> type,
            Function<String, URI> schema,
            BiFunction<String, byte[], E> read,
            Function<E, byte[]> write,
            Function<E, UUID> subject,
            Function<E, Optional<UUID>> correlation) {
        this(type, schema, read, write, subject, correlation, Privacy.NONE);
    }
}
