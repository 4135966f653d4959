package dev.warren.system.check;

import dev.warren.system.check.Books.Order;
import dev.warren.system.check.Facts.Aggregate;
import dev.warren.system.check.SagaTable.Row;
import dev.warren.system.check.Traffic.Event;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** The way of every order, and of every other aggregate. */
final class Sagas {

    private static final Map<String, String> STATUS_AFTER = Map.of(
            "order.placed.v2", "PLACED",
            "order.payment-requested.v1", "CREDIT_RESERVED",
            "order.confirmed.v1", "CONFIRMED",
            "order.cancelled.v1", "CANCELLED");

    private static final Set<String> CREDIT_REFUSALS =
            Set.of("UNKNOWN_USER", "INSUFFICIENT_CREDIT", "CURRENCY_MISMATCH");

    private Sagas() {}

    /** I3. */
    static void end(Facts facts, Findings found) {
        Map<UUID, Set<String>> paymentAnswers = facts.events.stream()
                .filter(event -> event.order() != null)
                .filter(event -> event.type().equals("payment.declined.v1")
                        || event.type().equals("payment.refunded.v1"))
                .collect(Collectors.groupingBy(Event::order, Collectors.mapping(Event::type, Collectors.toSet())));
        for (Order order : facts.evidence.books().orders()) {
            List<Event> life = facts.lifeOf(order.id());
            if (order.isOpen()) {
                found.add("order", order.id(), "CONFIRMED or CANCELLED", order.status());
            } else if (!order.isSettled()) {
                found.add("cancelled order", order.id(), "settled", "waiting for " + order.outstanding());
            } else if (order.status().equals("CANCELLED")) {
                answered(order, facts, paymentAnswers.getOrDefault(order.id(), Set.of()), found);
            }
            var entered = new HashSet<String>();
            for (Event event : life) {
                if (!entered.add(event.type())) {
                    found.add("order", order.id(), "once " + event.type(), "again as event " + event.id());
                }
            }
            if (!life.isEmpty()) {
                found.equal(
                        "status of order",
                        order.id(),
                        STATUS_AFTER.get(life.getLast().type()),
                        order.status());
                found.equal("reason of order", order.id(), life.getLast().reason(), order.reason());
            }
        }
    }

    /** What a settled order says it has heard must have been said. */
    private static void answered(Order order, Facts facts, Set<String> paymentAnswers, Findings found) {
        if (!CREDIT_REFUSALS.contains(order.reason())
                && facts.creditOf(order.id()).noneMatch(event -> event.type().equals("user.credit-released.v1"))) {
            found.add("settled order", order.id(), "its credit released", "no such event");
        }
        if (facts.said(order.id(), "order.payment-requested.v1").isPresent() && paymentAnswers.isEmpty()) {
            found.add("settled order", order.id(), "its payment declined or refunded", "no such event");
        }
    }

    /** I4. */
    static void steps(Facts facts, Findings found) {
        facts.lives.forEach((aggregate, life) -> {
            gapless(aggregate, life, found);
            switch (aggregate.noun()) {
                case "order" -> {
                    follow(SagaTable.ORDER, aggregate, facts.stepsOf(aggregate), facts, found);
                    if (!facts.orders.containsKey(aggregate.id())) {
                        found.add("events of order", aggregate.id(), "an order", "no row");
                    }
                }
                case "payment" -> follow(SagaTable.PAYMENT, aggregate, life, facts, found);
                case "user" -> {
                    if (life.getFirst().type().startsWith("user.credit-re")) {
                        follow(SagaTable.CREDIT, aggregate, life, facts, found);
                    }
                }
                default -> {}
            }
        });
        for (Order order : facts.evidence.books().orders()) {
            lastSaid("order", order.id(), order.sequence(), facts, found);
        }
        facts.evidence.books().accounts().forEach(it -> lastSaid("user", it.userId(), it.sequence(), facts, found));
    }

    private static void lastSaid(String noun, UUID id, long sequence, Facts facts, Findings found) {
        var life = facts.lives.getOrDefault(new Aggregate(noun, id), List.of());
        long last = life.isEmpty() ? 0 : life.getLast().sequence();
        found.equal("sequence of " + noun, id, last, sequence);
    }

    private static void gapless(Aggregate aggregate, List<Event> life, Findings found) {
        var sequences = life.stream().map(Event::sequence).distinct().toList();
        var expected = LongStream.rangeClosed(1, sequences.size()).boxed().toList();
        found.equal("sequences of", aggregate, expected, sequences);
    }

    private static void follow(Set<Row> table, Aggregate aggregate, List<Event> life, Facts facts, Findings found) {
        String before = null;
        for (Event event : life) {
            var step = new Row(before, event.type(), event.reason(), causeOf(event, facts));
            if (!table.contains(step)) {
                found.add("step " + event.sequence() + " of", aggregate, "a row of its table", step);
            }
            before = event.type();
        }
    }

    private static String causeOf(Event event, Facts facts) {
        if (event.cause() == null) {
            return null;
        }
        Event cause = facts.byId.get(event.cause());
        return cause == null ? "a message that nobody said: " + event.cause() : cause.type();
    }
}
