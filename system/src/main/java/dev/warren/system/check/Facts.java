package dev.warren.system.check;

import dev.warren.system.check.Books.Order;
import dev.warren.system.check.Traffic.Event;
import dev.warren.system.check.Traffic.Poison;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Evidence with its most asked questions answered once: what is an event and not poison, and what one aggregate has said. */
final class Facts {

    /** Whoever speaks: the noun of its types, and its id. */
    record Aggregate(String noun, UUID id) {
        @Override
        public String toString() {
            return noun + " " + id;
        }
    }

    final Evidence evidence;
    final List<Event> events;
    final Map<UUID, Event> byId = new HashMap<>();
    final Map<UUID, Order> orders = new HashMap<>();

    /** What each aggregate has said, by sequence. */
    final Map<Aggregate, List<Event>> lives = new HashMap<>();

    Facts(Evidence evidence) {
        this.evidence = evidence;
        var poison = evidence.traffic().poison().stream()
                .map(Poison::messageId)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        events = poison.isEmpty()
                ? evidence.traffic().events()
                : evidence.traffic().events().stream()
                        .filter(event -> !poison.contains(event.id().toString()))
                        .toList();
        evidence.books().orders().forEach(order -> orders.put(order.id(), order));
        for (Event event : events) {
            byId.put(event.id(), event);
            lives.computeIfAbsent(new Aggregate(noun(event), event.subject()), it -> new ArrayList<>())
                    .add(event);
        }
        lives.values().forEach(life -> life.sort(Comparator.comparingLong(Event::sequence)));
    }

    static String noun(Event event) {
        return event.type().substring(0, event.type().indexOf('.'));
    }

    /** What an order has said. */
    List<Event> lifeOf(UUID order) {
        return lives.getOrDefault(new Aggregate("order", order), List.of());
    }

    /** When, or whether, the order said so. */
    Optional<Event> said(UUID order, String type) {
        return lifeOf(order).stream().filter(event -> event.type().equals(type)).findFirst();
    }

    /** Everything that was said about the credit of an order. */
    Stream<Event> creditOf(UUID order) {
        return lives.getOrDefault(new Aggregate("user", order), List.of()).stream();
    }
}
