package dev.warren.events;

import dev.warren.events.NotificationEvent.NotificationFailed;
import dev.warren.events.NotificationEvent.NotificationSent;
import dev.warren.events.OrderEvent.OrderCancelled;
import dev.warren.events.OrderEvent.OrderConfirmed;
import dev.warren.events.OrderEvent.OrderPlaced;
import dev.warren.events.OrderEvent.PaymentRequested;
import dev.warren.events.PaymentEvent.PaymentCaptured;
import dev.warren.events.PaymentEvent.PaymentDeclined;
import dev.warren.events.PaymentEvent.PaymentRefunded;
import dev.warren.events.UserEvent.CreditLimitChanged;
import dev.warren.events.UserEvent.CreditRefused;
import dev.warren.events.UserEvent.CreditReleased;
import dev.warren.events.UserEvent.CreditReserved;
import dev.warren.events.UserEvent.UserErased;
import dev.warren.events.UserEvent.UserRegistered;
import dev.warren.events.UserEvent.UserUpdated;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Every event there is, and every request: its wire name, its record, its JSON and its schema. Thread-safe; nothing here blocks. */
public final class Catalogue {

    private static final EventTypes<Event> EVENTS = new EventTypes<>(List.of(
            personal("user.registered.v1", UserRegistered.class),
            personal("user.updated.v1", UserUpdated.class),
            event("user.credit-limit-changed.v1", CreditLimitChanged.class),
            event("user.erased.v1", UserErased.class),
            event("user.credit-reserved.v1", CreditReserved.class),
            event("user.credit-released.v1", CreditReleased.class),
            event("user.credit-refused.v1", CreditRefused.class),
            older("order.placed.v1", OrderPlaced.class, OrderPlacedV1.class, OrderPlacedV1::upcast, OrderPlacedV1::of),
            event("order.placed.v2", OrderPlaced.class),
            event("order.payment-requested.v1", PaymentRequested.class),
            event("order.confirmed.v1", OrderConfirmed.class),
            event("order.cancelled.v1", OrderCancelled.class),
            event("payment.captured.v1", PaymentCaptured.class),
            event("payment.declined.v1", PaymentDeclined.class),
            event("payment.refunded.v1", PaymentRefunded.class),
            event("notification.sent.v1", NotificationSent.class),
            event("notification.failed.v1", NotificationFailed.class)));

    /** Asked of user-service. */
    public static final RequestType<UserLookup, UserLookup.Found> USER_LOOKUP =
            new RequestType<>("user.lookup.v1", UserLookup.class, UserLookup.Found.class);

    private static final List<RequestType<?, ?>> REQUESTS = List.of(USER_LOOKUP);

    private Catalogue() {}

    private static <E extends Event> EventCodec<E> event(String name, Class<E> event) {
        return EventCodec.newest(EventType.of(name, event), event);
    }

    private static <E extends Event> EventCodec<E> personal(String name, Class<E> event) {
        return EventCodec.newest(EventType.personal(name, event), event);
    }

    private static <E extends Event, S> EventCodec<E> older(
            String name, Class<E> event, Class<S> shape, Function<S, E> upcast, Function<E, S> downcast) {
        return EventCodec.older(EventType.of(name, event), event, shape, upcast, downcast);
    }

    /** All types in all their versions, in the order of the contract. */
    public static List<EventType> types() {
        return EVENTS.types();
    }

    /** The names of all types in all their versions. */
    public static Set<String> names() {
        return types().stream().map(EventType::name).collect(Collectors.toUnmodifiableSet());
    }

    /** All requests that services answer to one another. */
    public static List<RequestType<?, ?>> requests() {
        return REQUESTS;
    }

    /** The text of the JSON Schema (2020-12) of a request's question, which refers to {@link #sharedSchema()}. */
    public static String questionSchema(RequestType<?, ?> request) {
        return resource("/schemas/" + request.name() + ".question.json");
    }

    /** The text of the JSON Schema (2020-12) of a request's answer, which refers to {@link #sharedSchema()}. */
    public static String answerSchema(RequestType<?, ?> request) {
        return resource("/schemas/" + request.name() + ".answer.json");
    }

    /** The names of the types that hold no personal data. */
    public static Set<String> impersonal() {
        return types().stream()
                .filter(type -> !type.personal())
                .map(EventType::name)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The newest version of an event's type. */
    public static EventType typeOf(Event event) {
        return EVENTS.newest(event.getClass());
    }

    /**
     * The newest version of an event's type.
     *
     * @throws IllegalArgumentException if the class is an interface of events and not a record
     */
    public static EventType typeOf(Class<? extends Event> eventClass) {
        return EVENTS.newest(eventClass);
    }

    /** The newest version of a type; the type itself if it is that. */
    public static EventType newest(EventType type) {
        return EVENTS.newest(type.eventClass());
    }

    /** The type with this wire name; empty if it, or this version of it, is unknown. */
    public static Optional<EventType> find(String type) {
        return EVENTS.find(type);
    }

    /**
     * Binds one JSON document, strictly: nothing is coerced, no key comes twice, nothing follows, at most 32 levels
     * deep. Unknown properties are passed over, since a version may gain optional fields. An older version becomes
     * the newest record, with what it did not know as unknown.
     *
     * @throws UnknownEventTypeException if the type or its version is unknown; permanent, the message is dead-lettered
     * @throws InvalidEventException if the data is no JSON or breaks a rule; permanent, the message is dead-lettered
     */
    public static Event read(String type, byte[] json) {
        return EVENTS.read(type, json);
    }

    /** The event's data in its newest version. */
    public static byte[] write(Event event) {
        return write(typeOf(event).name(), event);
    }

    /**
     * The event's data in a version of its type, as compact UTF-8 JSON, properties in the order of the record. What an older version does
     * not know is left out.
     *
     * @throws UnknownEventTypeException if the type or its version is unknown
     * @throws ClassCastException if it is the type of another event
     */
    public static byte[] write(String type, Event event) {
        return EVENTS.write(type, event);
    }

    /**
     * The text of a type's JSON Schema (2020-12), which refers to {@link #sharedSchema()}.
     *
     * @throws UnknownEventTypeException if the type or its version is unknown
     */
    public static String schema(String type) {
        return resource("/schemas/" + EVENTS.codec(type).type().name() + ".json");
    }

    /** The text of the definitions that the schemas share, {@code $id} {@code urn:warren:schema:common}. */
    public static String sharedSchema() {
        return resource("/schemas/common.json");
    }

    private static String resource(String name) {
        try (InputStream resource = Catalogue.class.getResourceAsStream(name)) {
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(name + " cannot be read from the class path", unreadable);
        }
    }
}
