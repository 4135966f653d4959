package dev.warren.system.check;

import dev.warren.system.check.Books.Order;
import dev.warren.system.check.Call.Cancel;
import dev.warren.system.check.Call.Fail;
import dev.warren.system.check.Call.Look;
import dev.warren.system.check.Call.Ok;
import dev.warren.system.check.Call.Place;
import dev.warren.system.check.Call.Unknown;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** What the clients were promised, and what they saw. */
final class Clients {

    /** In the only order in which a client may see them. */
    private static final List<String> STATUSES = List.of("PLACED", "CREDIT_RESERVED", "CONFIRMED", "CANCELLED");

    private record Key(UUID userId, String key) {
        @Override
        public String toString() {
            return key + " of user " + userId;
        }
    }

    private record Watched(String client, UUID order) {}

    private Clients() {}

    /** I1. */
    static void answersHold(Facts facts, Findings found) {
        for (Call call : facts.evidence.calls().orElseThrow()) {
            if (call.outcome() instanceof Ok ok) {
                Order order = facts.orders.get(ok.orderId());
                if (order == null) {
                    found.add("order", ok.orderId(), "there, as call " + call.number() + " was answered", "not there");
                } else {
                    holds(call, order, found);
                }
            }
        }
        placesByKey(facts).forEach((key, places) -> {
            if (places.getLast().outcome() instanceof Unknown unknown
                    && places.stream().noneMatch(place -> place.outcome() instanceof Ok)) {
                found.add("idempotency key", key, "asked for again until it is answered", unknown.why());
            }
        });
    }

    private static void holds(Call call, Order order, Findings found) {
        switch (call.request()) {
            case Place place -> {
                found.equal("user of order", order.id(), place.userId(), order.userId());
                found.equal("total of order", order.id(), place.total(), order.total());
                found.equal("idempotency key of order", order.id(), place.key(), order.key());
            }
            case Cancel cancel ->
                found.equal("order, whose cancellation was accepted,", order.id(), "CANCELLED", order.status());
            case Look look -> found.equal("order that was asked for", look.orderId(), look.orderId(), order.id());
        }
    }

    /** I2, of the orders alone. */
    static void oneOrderPerKey(Facts facts, Findings found) {
        var ids = new HashSet<UUID>();
        var keys = new HashMap<Key, UUID>();
        for (Order order : facts.evidence.books().orders()) {
            if (!ids.add(order.id())) {
                found.add("order", order.id(), "one", "another with this id");
            } else if (order.key() != null) {
                UUID other = keys.put(new Key(order.userId(), order.key()), order.id());
                if (other != null) {
                    found.add("idempotency key", new Key(order.userId(), order.key()), other, order.id());
                }
            }
        }
    }

    /** I2, of what the clients asked and were answered. */
    static void nobodysOrders(Facts facts, Findings found) {
        Map<Key, List<Call>> keyed = placesByKey(facts);
        keyed.forEach((key, places) -> {
            var answered = new HashSet<UUID>();
            places.forEach(place -> {
                if (place.outcome() instanceof Ok ok) {
                    answered.add(ok.orderId());
                }
            });
            if (answered.size() > 1) {
                found.add("idempotency key", key, "the same order in every answer", answered);
            }
        });
        Set<UUID> named = new HashSet<>();
        Map<Place, Integer> unanswered = new HashMap<>();
        for (Call call : facts.evidence.calls().orElseThrow()) {
            if (call.outcome() instanceof Ok ok) {
                named.add(ok.orderId());
            } else if (call.request() instanceof Place place
                    && place.key() == null
                    && call.outcome() instanceof Unknown) {
                unanswered.merge(place, 1, Integer::sum);
            }
        }
        for (Order order : facts.evidence.books().orders()) {
            boolean asked = order.key() == null
                    ? named.contains(order.id())
                            || unanswered.merge(new Place(order.userId(), null, order.total()), -1, Integer::sum) >= 0
                    : keyed.getOrDefault(new Key(order.userId(), order.key()), List.of()).stream()
                            .anyMatch(place -> !(place.outcome() instanceof Fail));
            if (!asked) {
                found.add("order", order.id(), "asked for by somebody", "an order of user " + order.userId());
            }
        }
    }

    /** I14. */
    static void neverBackwards(Facts facts, Findings found) {
        var last = new HashMap<Watched, Ok>();
        for (Call call : facts.evidence.calls().orElseThrow()) {
            if (call.outcome() instanceof Ok now) {
                Ok before = last.put(new Watched(call.client(), now.orderId()), now);
                if (before != null && isBackwards(before, now)) {
                    found.add(
                            "order",
                            now.orderId(),
                            "never before %s for client %s".formatted(shown(before), call.client()),
                            "%s at %s".formatted(shown(now), now.at()));
                }
            }
        }
    }

    private static boolean isBackwards(Ok before, Ok now) {
        int from = STATUSES.indexOf(before.status());
        int to = STATUSES.indexOf(now.status());
        return to < from || to == from && before.settled() && !now.settled();
    }

    private static String shown(Ok order) {
        return order.status() + (order.settled() ? ", settled" : ", not settled");
    }

    private static Map<Key, List<Call>> placesByKey(Facts facts) {
        var places = new LinkedHashMap<Key, List<Call>>();
        for (Call call : facts.evidence.calls().orElseThrow()) {
            if (call.request() instanceof Place place && place.key() != null) {
                places.computeIfAbsent(new Key(place.userId(), place.key()), it -> new ArrayList<>())
                        .add(call);
            }
        }
        return places;
    }
}
