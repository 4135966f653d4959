package dev.warren.system.check;

import dev.warren.system.check.Traffic.Event;
import dev.warren.system.check.Traffic.Parked;
import dev.warren.system.check.Traffic.Poison;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** The way of every message. */
final class Deliveries {

    private Deliveries() {}

    /** I10. */
    static void complete(Facts facts, Findings found) {
        var traffic = facts.evidence.traffic();
        traffic.outboxes()
                .forEach((service, left) ->
                        left.forEach(id -> found.add("message", id, "published", "in the outbox of " + service)));
        var parked = traffic.parked().stream()
                .collect(Collectors.groupingBy(
                        Parked::service, Collectors.mapping(Parked::messageId, Collectors.toSet())));
        traffic.hears().forEach((service, heard) -> {
            Set<UUID> inbox = traffic.inboxes().getOrDefault(service, Set.of());
            Set<String> given = parked.getOrDefault(service, Set.of());
            for (Event event : facts.events) {
                if (heard.contains(event.type())
                        && !inbox.contains(event.id())
                        && !given.contains(event.id().toString())) {
                    found.add(
                            "%s of %s, sequence %d,".formatted(event.type(), event.subject(), event.sequence()),
                            event.id(),
                            "handled or parked by " + service,
                            "neither");
                }
            }
        });
    }

    private record Effect(UUID cause, String type, UUID subject) {}

    private record Version(String noun, UUID subject, long sequence) {}

    /** I11. */
    static void once(Facts facts, Findings found) {
        Map<Effect, UUID> effects = new HashMap<>();
        Map<Version, UUID> versions = new HashMap<>();
        for (Event event : facts.byId.values()) {
            var effect = new Effect(event.cause(), event.type(), event.subject());
            UUID other = event.cause() == null ? null : effects.put(effect, event.id());
            if (other != null) {
                found.add("effect of message", event.cause(), "one " + event.type(), other + " and " + event.id());
            }
            other = versions.put(new Version(Facts.noun(event), event.subject(), event.sequence()), event.id());
            if (other != null) {
                found.add(
                        "version %d of %s".formatted(event.sequence(), Facts.noun(event)),
                        event.subject(),
                        "one event",
                        other + " and " + event.id());
            }
        }
        var traffic = facts.evidence.traffic();
        traffic.inboxes().forEach((service, inbox) -> {
            Set<String> heard = traffic.hears().getOrDefault(service, Set.of());
            for (UUID id : inbox) {
                Event event = facts.byId.get(id);
                if (event == null || !heard.contains(event.type())) {
                    found.add(
                            "message in the inbox of " + service,
                            id,
                            "said by somebody and bound",
                            event == null ? "said by nobody" : event.type());
                }
            }
        });
        var notified = new HashSet<List<Object>>();
        facts.evidence.books().notifications().forEach(it -> {
            if (!notified.add(List.of(it.orderId(), it.template()))) {
                found.add("notification " + it.template() + " of order", it.orderId(), "one", "another, " + it.id());
            }
        });
    }

    /** I12, of the dead letters. */
    static void parkedIsPoison(Facts facts, Findings found) {
        var expected = new ArrayList<>(facts.evidence.traffic().poison());
        var nameless = new ArrayList<Parked>();
        for (Parked parked : sorted(facts.evidence.traffic().parked())) {
            if (!expected.remove(new Poison(parked.service(), parked.messageId()))) {
                nameless.add(parked);
            }
        }
        // Whatever had no id was given one when it was parked.
        for (Parked parked : nameless) {
            boolean isEvent = parked.messageId() != null
                    && facts.byId.keySet().stream().anyMatch(id -> id.toString().equals(parked.messageId()));
            if (isEvent || !expected.remove(new Poison(parked.service(), null))) {
                found.add(
                        "message", parked.messageId(), "handled by " + parked.service(), "parked: " + parked.reason());
            }
        }
        expected.forEach(poison ->
                found.add("poison", poison.messageId(), "parked by " + poison.service(), "not among its dead letters"));
    }

    private static List<Parked> sorted(List<Parked> parked) {
        return parked.stream()
                .sorted(Comparator.comparing(it -> Objects.requireNonNullElse(it.messageId(), "")))
                .toList();
    }

    /** I12, of the broker. */
    static void brokerIsAtRest(Facts facts, Findings found) {
        Broker broker = facts.evidence.broker().orElseThrow();
        for (Broker.Queue queue : broker.queues()) {
            if (queue.ready() != 0 || queue.unacknowledged() != 0) {
                found.add(
                        "queue",
                        queue.name(),
                        "empty",
                        "%d ready, %d unacknowledged".formatted(queue.ready(), queue.unacknowledged()));
            }
        }
        for (Broker.Binding binding : broker.catalogue()) {
            if (!broker.bindings().contains(binding)) {
                found.add(
                        "binding of " + binding.queue(), binding.routingKey(), "on " + binding.exchange(), "not there");
            }
        }
    }
}
