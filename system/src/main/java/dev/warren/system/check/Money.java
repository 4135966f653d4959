package dev.warren.system.check;

import dev.warren.system.check.Books.Entry;
import dev.warren.system.check.Books.Order;
import dev.warren.system.check.Books.Payment;
import dev.warren.system.check.Traffic.Event;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** The money at the provider. */
final class Money {

    private Money() {}

    /** I5. */
    static void held(Facts facts, Findings found) {
        Map<UUID, List<Entry>> ledger = byOrder(facts);
        for (Order order : facts.evidence.books().orders()) {
            long held = 0;
            for (Entry entry : ledger.getOrDefault(order.id(), List.of())) {
                held = Math.addExact(held, entry.amount().minor());
                found.equal(
                        "currency of entry",
                        entry.key(),
                        order.total().currency(),
                        entry.amount().currency());
            }
            long due = order.status().equals("CONFIRMED") ? order.total().minor() : 0;
            found.equal("money held for the %s order".formatted(order.status()), order.id(), due, held);
        }
        for (Entry entry : facts.evidence.books().ledger()) {
            if (entry.orderId() == null || !facts.orders.containsKey(entry.orderId())) {
                found.add(
                        "entry",
                        entry.key(),
                        "made for an order",
                        "%s of %s for none".formatted(entry.kind(), entry.amount()));
            }
        }
        for (Event event : facts.events) {
            Order order = facts.orders.get(event.order());
            if (order != null && event.amount() != null && !event.type().equals("user.credit-released.v1")) {
                found.equal(event.type() + " of order", order.id(), order.total(), event.amount());
            }
        }
    }

    /** I6. */
    static void ledger(Facts facts, Findings found) {
        var books = facts.evidence.books();
        Map<UUID, List<Entry>> ledger = byOrder(facts);
        ledger.forEach((order, entries) -> {
            long captures = entries.stream()
                    .filter(entry -> entry.kind().equals("CAPTURE"))
                    .count();
            if (captures > 1) {
                found.add("captures of order", order, "one at most", captures);
            }
        });
        Map<UUID, Payment> payments = new HashMap<>();
        for (Payment payment : books.payments()) {
            if (payments.put(payment.orderId(), payment) != null) {
                found.add("payments of order", payment.orderId(), "one", "another, " + payment.id());
            }
        }
        for (Payment payment : books.payments()) {
            found.equal(
                    "ledger of the %s payment for order".formatted(payment.status()),
                    payment.orderId(),
                    expected(payment),
                    actual(ledger.getOrDefault(payment.orderId(), List.of())));
        }
        for (Entry entry : books.ledger()) {
            if (!payments.containsKey(entry.orderId())) {
                found.add("entry", entry.key(), "a payment", "none for order " + entry.orderId());
            }
        }
    }

    /** What moved: kind, what it is called, how much, and of a refund what it gives back. */
    private record Moved(String kind, String reference, Long amount, String of) {}

    private static Set<Moved> expected(Payment it) {
        String reason = String.valueOf(it.reason());
        return switch (it.status()) {
            case "CAPTURED" -> Set.of(capture(it));
            case "REFUNDED" ->
                Set.of(
                        capture(it),
                        new Moved("REFUND", it.refundReference(), -it.amount().minor(), it.captureReference()));
            case "DECLINED" ->
                reason.equals("DECLINED_BY_PROVIDER") ? Set.of(new Moved("DECLINE", null, 0L, null)) : Set.of();
            case "TOMBSTONE" -> Set.of();
            default -> Set.of(new Moved("something that is certain", null, null, null));
        };
    }

    private static Moved capture(Payment it) {
        return new Moved("CAPTURE", it.captureReference(), it.amount().minor(), null);
    }

    /** Nobody keeps what the provider calls a decline. */
    private static Set<Moved> actual(List<Entry> entries) {
        return entries.stream()
                .map(it -> new Moved(
                        it.kind(),
                        it.kind().equals("DECLINE") ? null : it.reference(),
                        it.amount().minor(),
                        it.captureReference()))
                .collect(Collectors.toCollection(HashSet::new));
    }

    /** I8. */
    static void lateCaptures(Facts facts, Findings found) {
        Duration bound = facts.evidence.limits().refund();
        Map<String, Instant> refunds = new HashMap<>();
        for (Entry entry : facts.evidence.books().ledger()) {
            if (entry.kind().equals("REFUND")) {
                refunds.put(entry.captureReference(), entry.at());
            }
        }
        for (Entry capture : facts.evidence.books().ledger()) {
            var cancelled = facts.said(capture.orderId(), "order.cancelled.v1");
            if (!capture.kind().equals("CAPTURE") || cancelled.isEmpty()) {
                continue;
            }
            Instant at = cancelled.get().at();
            Instant latest = (capture.at().isAfter(at) ? capture.at() : at).plus(bound);
            Instant refunded = refunds.get(capture.reference());
            if (refunded == null || refunded.isAfter(latest)) {
                found.add(
                        "capture " + capture.reference() + " of cancelled order",
                        capture.orderId(),
                        "refunded until " + latest,
                        refunded == null ? "never refunded" : refunded);
            }
        }
    }

    private static Map<UUID, List<Entry>> byOrder(Facts facts) {
        return facts.evidence.books().ledger().stream()
                .filter(entry -> entry.orderId() != null)
                .collect(Collectors.groupingBy(Entry::orderId));
    }
}
