package dev.warren.system.check;

import dev.warren.system.check.Books.Order;
import dev.warren.system.check.Traffic.Event;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** When waiting orders were given up: I9. */
final class Deadlines {

    /** Databases keep microseconds, and events may keep less. */
    private static final Duration ROUNDING = Duration.ofMillis(1);

    private static final Map<String, String> TIMEOUT_OF =
            Map.of("order.placed.v2", "CREDIT_TIMEOUT", "order.payment-requested.v1", "PAYMENT_TIMEOUT");

    private Deadlines() {}

    static void kept(Facts facts, Findings found) {
        Limits limits = facts.evidence.limits();
        for (Order order : facts.evidence.books().orders()) {
            List<Event> life = facts.lifeOf(order.id());
            for (int i = 0; i < life.size(); i++) {
                Event waiting = life.get(i);
                if (TIMEOUT_OF.containsKey(waiting.type())) {
                    Optional<Event> next = i + 1 < life.size() ? Optional.of(life.get(i + 1)) : Optional.empty();
                    kept(order.id(), waiting, next, facts.evidence.takenAt(), limits, found);
                }
            }
        }
    }

    private static void kept(
            UUID order, Event waiting, Optional<Event> next, Instant takenAt, Limits limits, Findings found) {
        Instant due = due(waiting, limits);
        Instant ended = next.map(Event::at).orElse(takenAt);
        String timeout = TIMEOUT_OF.get(waiting.type());
        boolean fired = next.isPresent() && timeout.equals(next.get().reason());
        if (fired && ended.plus(limits.clocks()).plus(ROUNDING).isBefore(due)) {
            found.add(timeout + " of order", order, "not before " + due, ended);
        }
        if (ended.isAfter(due.plus(limits.slack()))) {
            found.add(
                    "deadline of order " + order + " after",
                    waiting.type(),
                    "until " + due.plus(limits.slack()),
                    ended);
        }
    }

    private static Instant due(Event waiting, Limits limits) {
        return waiting.at()
                .plus(waiting.type().equals("order.placed.v2") ? limits.creditDeadline() : limits.paymentDeadline());
    }

    /** How late the latest deadline fired; empty if none did. */
    static Optional<Duration> latest(Facts facts) {
        Limits limits = facts.evidence.limits();
        return facts.evidence.books().orders().stream()
                .flatMap(order -> facts.said(order.id(), "order.cancelled.v1").stream())
                .filter(cancelled -> TIMEOUT_OF.containsValue(cancelled.reason()))
                .flatMap(cancelled -> facts.lifeOf(cancelled.subject()).stream()
                        .filter(waiting -> cancelled.reason().equals(TIMEOUT_OF.get(waiting.type())))
                        .map(waiting -> Duration.between(due(waiting, limits), cancelled.at())))
                .max(Duration::compareTo);
    }
}
