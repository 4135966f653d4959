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
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Every event there is, and every request: its wire name, its record, its JSON and its schema. Thread-safe; nothing here blocks. */
public final class Catalogue {

    private static final List<EventType> TYPES = List.of(
            EventType.personal("user.registered.v1", UserRegistered.class),
            EventType.personal("user.updated.v1", UserUpdated.class),
            EventType.of("user.credit-limit-changed.v1", CreditLimitChanged.class),
            EventType.of("user.erased.v1", UserErased.class),
            EventType.of("user.credit-reserved.v1", CreditReserved.class),
            EventType.of("user.credit-released.v1", CreditReleased.class),
            EventType.of("user.credit-refused.v1", CreditRefused.class),
            EventType.of("order.placed.v1", OrderPlaced.class),
            EventType.of("order.payment-requested.v1", PaymentRequested.class),
            EventType.of("order.confirmed.v1", OrderConfirmed.class),
            EventType.of("order.cancelled.v1", OrderCancelled.class),
            EventType.of("payment.captured.v1", PaymentCaptured.class),
            EventType.of("payment.declined.v1", PaymentDeclined.class),
            EventType.of("payment.refunded.v1", PaymentRefunded.class),
            EventType.of("notification.sent.v1", NotificationSent.class),
            EventType.of("notification.failed.v1", NotificationFailed.class));

    /** Asked of user-service. */
    public static final RequestType<UserLookup, UserLookup.Found> USER_LOOKUP =
            new RequestType<>("user.lookup.v1", UserLookup.class, UserLookup.Found.class);

    private static final List<RequestType<?, ?>> REQUESTS = List.of(USER_LOOKUP);

    private static final Map<Class<? extends Event>, EventCodec> BY_CLASS =
            TYPES.stream().collect(Collectors.toUnmodifiableMap(EventType::eventClass, EventCodec::new));
    private static final Map<String, EventCodec> BY_NAME = BY_CLASS.values().stream()
            .collect(Collectors.toUnmodifiableMap(codec -> codec.type().name(), Function.identity()));

    private Catalogue() {}

    /** All types, in the order of the contract. */
    public static List<EventType> types() {
        return TYPES;
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
        return TYPES.stream()
                .filter(type -> !type.personal())
                .map(EventType::name)
                .collect(Collectors.toUnmodifiableSet());
    }

    public static EventType typeOf(Event event) {
        return typeOf(event.getClass());
    }

    /** @throws IllegalArgumentException if the class is an interface of events and not a record */
    public static EventType typeOf(Class<? extends Event> eventClass) {
        EventCodec codec = BY_CLASS.get(eventClass);
        if (codec == null) {
            throw new IllegalArgumentException(eventClass.getName() + " is no event's record: name one of its records");
        }
        return codec.type();
    }

    /** The type with this wire name; empty if it, or this version of it, is unknown. */
    public static Optional<EventType> find(String type) {
        return type == null
                ? Optional.empty()
                : Optional.ofNullable(BY_NAME.get(type)).map(EventCodec::type);
    }

    /**
     * Binds one JSON document, strictly: nothing is coerced, no key comes twice, nothing follows, at most 32 levels
     * deep. Unknown properties are passed over, since a version may gain optional fields.
     *
     * @throws UnknownEventTypeException if the type or its version is unknown; permanent, the message is dead-lettered
     * @throws InvalidEventException if the data is no JSON or breaks a rule; permanent, the message is dead-lettered
     */
    public static Event read(String type, byte[] json) {
        return codec(type).read(json);
    }

    /** The event's data as compact UTF-8 JSON, properties in the order of the record. */
    public static byte[] write(Event event) {
        return BY_CLASS.get(event.getClass()).write(event);
    }

    /**
     * The text of a type's JSON Schema (2020-12), which refers to {@link #sharedSchema()}.
     *
     * @throws UnknownEventTypeException if the type or its version is unknown
     */
    public static String schema(String type) {
        return resource("/schemas/" + codec(type).type().name() + ".json");
    }

    /** The text of the definitions that the schemas share, {@code $id} {@code urn:warren:schema:common}. */
    public static String sharedSchema() {
        return resource("/schemas/common.json");
    }

    private static EventCodec codec(String type) {
        EventCodec codec = type == null ? null : BY_NAME.get(type);
        if (codec == null) {
            throw new UnknownEventTypeException(type, knownVersions(type));
        }
        return codec;
    }

    private static String knownVersions(String type) {
        String unversioned = unversioned(String.valueOf(type));
        String versions = BY_NAME.keySet().stream()
                .filter(name -> unversioned(name).equals(unversioned))
                .map(name -> name.substring(name.lastIndexOf(".v") + 1))
                .sorted()
                .collect(Collectors.joining(", "));
        return versions.isEmpty() ? "no version of it is known" : "known versions of it: " + versions;
    }

    private static String unversioned(String type) {
        return type.replaceFirst("\\.v[0-9]+$", "");
    }

    private static String resource(String name) {
        try (InputStream resource = Catalogue.class.getResourceAsStream(name)) {
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(name + " cannot be read from the class path", unreadable);
        }
    }
}
