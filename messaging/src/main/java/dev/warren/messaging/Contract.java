package dev.warren.messaging;

import java.net.URI;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * The events of a system as the runtime needs to know them. It never looks inside an event. Of an event it knows the newest version
 * only: older ones are upcast where they are read, and downcast where they are written.
 *
 * @param types the wire names of all events, in all versions that can be said
 * @param type the wire name under which an event is said, for example {@code order.placed.v1}
 * @param schema the URI of a type's schema
 * @param read a body as an event of that type; whatever it throws parks the message with the exception's message as reason
 * @param write an event as the body of a message of that type, which is a version of its own
 * @param subject the id of the aggregate that the event is about
 * @param correlation the id of the business process that the event belongs to, if any
 * @param privacy whose personal data events hold, and how it ends
 * @param <E> the common type of all events
 */
public record Contract<E>(
        Set<String> types,
        Function<E, String> type,
        Function<String, URI> schema,
        BiFunction<String, byte[], E> read,
        BiFunction<String, E, byte[]> write,
        Function<E, UUID> subject,
        Function<E, Optional<UUID>> correlation,
        Privacy privacy) {

    public Contract {
        types = Set.copyOf(types);
    }

    /** Of events that are said in their newest version only and hold no personal data. */
    public Contract(
            Function<E, String> type,
            Function<String, URI> schema,
            BiFunction<String, byte[], E> read,
            Function<E, byte[]> write,
            Function<E, UUID> subject,
            Function<E, Optional<UUID>> correlation) {
        this(Set.of(), type, schema, read, (name, event) -> write.apply(event), subject, correlation, Privacy.NONE);
    }

    /**
     * The same events, some said in another version.
     *
     * @param versions the wire names to use, at most one of each type; whoever says none of them is not affected
     * @throws IllegalArgumentException if one is not among {@link #types}, or two are of one type
     */
    public Contract<E> saying(Collection<String> versions) {
        var instead = Versions.saidInstead(types, versions);
        return instead.isEmpty()
                ? this
                : new Contract<>(
                        types,
                        type.andThen(newest -> instead.getOrDefault(newest, newest)),
                        schema,
                        read,
                        write,
                        subject,
                        correlation,
                        privacy);
    }
}
