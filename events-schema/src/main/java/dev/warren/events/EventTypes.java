package dev.warren.events;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Event types in all the versions that are read, of which each event has one newest. Immutable. */
final class EventTypes<E> {

    private final Map<String, EventCodec<? extends E>> byName = new LinkedHashMap<>();
    private final Map<Class<?>, EventType> newest = new HashMap<>();

    /** @throws IllegalArgumentException if a name comes twice, or an event has not exactly one newest version */
    EventTypes(List<EventCodec<? extends E>> versions) {
        for (var version : versions) {
            EventType type = version.type();
            boolean isSecond = byName.put(type.name(), version) != null
                    || version.isNewest() && newest.put(type.eventClass(), type) != null;
            if (isSecond) {
                throw new IllegalArgumentException(
                        "%s, or another newest version of its event, is there already".formatted(type.name()));
            }
        }
        for (EventType type : types()) {
            if (!newest.containsKey(type.eventClass())) {
                throw new IllegalArgumentException(
                        "%s is an older version, and there is no newest".formatted(type.name()));
            }
        }
    }

    List<EventType> types() {
        return byName.values().stream().<EventType>map(EventCodec::type).toList();
    }

    Optional<EventType> find(String type) {
        return type == null
                ? Optional.empty()
                : Optional.ofNullable(byName.get(type)).map(EventCodec::type);
    }

    EventType newest(Class<?> eventClass) {
        EventType type = newest.get(eventClass);
        if (type == null) {
            throw new IllegalArgumentException(eventClass.getName() + " is no event's record: name one of its records");
        }
        return type;
    }

    E read(String type, byte[] json) {
        return codec(type).read(json);
    }

    byte[] write(String type, E event) {
        @SuppressWarnings("unchecked") // an event of another class is refused by the codec
        var codec = (EventCodec<E>) codec(type);
        return codec.write(event);
    }

    EventCodec<? extends E> codec(String type) {
        var codec = type == null ? null : byName.get(type);
        if (codec == null) {
            throw new UnknownEventTypeException(type, knownVersions(type));
        }
        return codec;
    }

    private String knownVersions(String type) {
        String unversioned = unversioned(String.valueOf(type));
        String versions = byName.keySet().stream()
                .filter(name -> unversioned(name).equals(unversioned))
                .map(name -> name.substring(name.lastIndexOf(".v") + 1))
                .sorted()
                .collect(Collectors.joining(", "));
        return versions.isEmpty() ? "no version of it is known" : "known versions of it: " + versions;
    }

    private static String unversioned(String type) {
        return type.replaceFirst("\\.v[0-9]+$", "");
    }
}
