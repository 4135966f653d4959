package dev.warren.system.check;

import dev.warren.system.check.Books.Line;
import dev.warren.system.check.Facts.Aggregate;
import dev.warren.system.check.Traffic.Event;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** What the orders tell of themselves, against what was said on the broker. */
final class Timelines {

    private static final String ORDERS = "order-service";

    private Timelines() {}

    /** Part of I4. A message that order-service has forgotten to have handled may be in the timeline all the same. */
    static void complete(Facts facts, Findings found) {
        Map<UUID, List<Line>> timelines =
                facts.evidence.books().timelines().stream().collect(Collectors.groupingBy(Line::orderId));
        Set<String> hears = facts.evidence.traffic().hears().getOrDefault(ORDERS, Set.of());
        Set<UUID> handled = facts.evidence.traffic().inboxes().getOrDefault(ORDERS, Set.of());
        Map<UUID, List<Event>> heard = facts.events.stream()
                .filter(event -> event.order() != null && hears.contains(event.type()))
                .collect(Collectors.groupingBy(Event::order));
        for (UUID order : facts.orders.keySet()) {
            List<Line> timeline = timelines.getOrDefault(order, List.of());
            found.equal("what the timeline lets the order say,", order, said(order, facts), ids(timeline, true));
            received(order, heard.getOrDefault(order, List.of()), handled, ids(timeline, false), found);
        }
    }

    private static List<UUID> said(UUID order, Facts facts) {
        return facts.lives.getOrDefault(new Aggregate("order", order), List.of()).stream()
                .map(Event::id)
                .toList();
    }

    private static void received(
            UUID order, List<Event> heard, Set<UUID> handled, List<UUID> timeline, Findings found) {
        var strangers = new HashSet<>(timeline);
        if (strangers.size() < timeline.size()) {
            found.add("timeline of order", order, "every event once", timeline);
        }
        for (Event event : heard) {
            boolean told = strangers.remove(event.id());
            if (!told && handled.contains(event.id())) {
                found.add("timeline of order", order, event.type() + " " + event.id(), "no such line");
            }
        }
        strangers.forEach(id -> found.add("timeline of order", order, "what somebody said to it", "event " + id));
    }

    private static List<UUID> ids(List<Line> timeline, boolean said) {
        return timeline.stream()
                .filter(line -> line.said() == said)
                .map(Line::eventId)
                .toList();
    }
}
