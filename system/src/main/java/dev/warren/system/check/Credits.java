package dev.warren.system.check;

import dev.warren.system.check.Books.Account;
import dev.warren.system.check.Books.Order;
import dev.warren.system.check.Books.Reservation;
import dev.warren.system.check.Traffic.Event;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** The credit of the users: I7. */
final class Credits {

    private static final Set<String> HOLDING = Set.of("CREDIT_RESERVED", "CONFIRMED");

    private Credits() {}

    /** What is reserved is what the orders say, for each user and for each order. */
    static void reserved(Facts facts, Findings found) {
        var books = facts.evidence.books();
        Map<UUID, Long> spent = new HashMap<>();
        for (Order order : books.orders()) {
            if (HOLDING.contains(order.status())) {
                spent.merge(order.userId(), order.total().minor(), Math::addExact);
            }
        }
        for (Account account : books.accounts()) {
            found.equal(
                    "reserved credit of user",
                    account.userId(),
                    spent.getOrDefault(account.userId(), 0L),
                    account.reserved().minor());
            if (account.reserved().minor() < 0) {
                found.add("reserved credit of user", account.userId(), "never below 0", account.reserved());
            }
        }
        Map<UUID, List<Amount>> held = books.reservations().stream()
                .filter(reservation -> reservation.status().equals("RESERVED"))
                .collect(Collectors.groupingBy(
                        Reservation::orderId, Collectors.mapping(Reservation::amount, Collectors.toList())));
        for (Order order : books.orders()) {
            List<Amount> due = HOLDING.contains(order.status()) ? List.of(order.total()) : List.of();
            List<Amount> actual = held.remove(order.id());
            found.equal(
                    "reservations of the %s order".formatted(order.status()),
                    order.id(),
                    due,
                    actual == null ? List.of() : actual);
        }
        held.forEach((order, amounts) -> found.add("reservations", order, "made for an order", amounts));
    }

    /** Nothing was granted that the limit of the time did not allow. */
    static void granted(Facts facts, Findings found) {
        Map<UUID, List<Event>> byUser = new HashMap<>();
        for (Event event : facts.events) {
            switch (event.type()) {
                case "user.credit-reserved.v1", "user.credit-released.v1" -> {
                    Order order = facts.orders.get(event.subject());
                    if (order != null) {
                        byUser.computeIfAbsent(order.userId(), user -> new ArrayList<>())
                                .add(event);
                    }
                }
                case "user.credit-limit-changed.v1" ->
                    byUser.computeIfAbsent(event.subject(), user -> new ArrayList<>())
                            .add(event);
                default -> {}
            }
        }
        byUser.forEach((user, events) -> {
            events.sort(Comparator.comparing(Event::at));
            replay(user, events, facts.evidence.limits().clocks(), found);
        });
    }

    /** Events closer together than the clocks are have no order: the one that excuses the grant is believed. */
    private static void replay(UUID user, List<Event> events, Duration clocks, Findings found) {
        long held = 0;
        int surely = 0;
        int perhaps = 0;
        var recent = new ArrayList<Event>();
        long limit = 0;
        Event limited = null;
        for (Event grant : events) {
            if (!grant.type().equals("user.credit-reserved.v1")) {
                continue;
            }
            Instant before = grant.at().minus(clocks);
            Instant after = grant.at().plus(clocks);
            for (; perhaps < events.size() && !events.get(perhaps).at().isAfter(after); perhaps++) {
                Event event = events.get(perhaps);
                if (event.type().equals("user.credit-released.v1")) {
                    held -= event.amount().minor();
                } else if (event.type().equals("user.credit-limit-changed.v1")) {
                    recent.add(event);
                }
            }
            for (; surely < events.size() && !events.get(surely).at().isAfter(before); surely++) {
                if (events.get(surely).type().equals("user.credit-reserved.v1")) {
                    held += events.get(surely).amount().minor();
                }
            }
            limit = recent.stream()
                    .filter(change -> isInForce(change, recent, before))
                    .mapToLong(change -> change.amount().minor())
                    .max()
                    .orElse(0);
            long own = grant.at().isAfter(before) ? grant.amount().minor() : 0;
            if (held + own > limit) {
                found.add(
                        "credit of user " + user + " granted for order",
                        grant.subject(),
                        "at most " + limit + " in all",
                        held + own);
            }
        }
    }

    /** Whether the limit may still have been the one at that time: no later one had surely replaced it. */
    private static boolean isInForce(Event change, List<Event> changes, Instant before) {
        return changes.stream()
                .noneMatch(other -> other.sequence() > change.sequence()
                        && !other.at().isAfter(before)
                        && !change.at().isAfter(other.at()));
    }
}
