package dev.warren.system.check.collect;

import dev.warren.local.Await;
import dev.warren.local.LocalException;
import dev.warren.messaging.Participant;
import dev.warren.system.check.Invariant;
import dev.warren.system.check.Violation;
import dev.warren.system.topology.SystemTopology;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Whether anything is still under way: in a queue, an outbox, an order, a payment or a notification. */
public final class Quiescence {

    private static final Duration LOOK = Duration.ofMillis(500);

    private final LiveSystem system;
    private final Duration interval;
    private Instant quietSince;
    private Map<String, Long> underWay = Map.of("nothing was looked at", 0L);

    /** @param interval how long it must stay quiet: longer than the broker's figures are old, or it may miss some */
    public Quiescence(LiveSystem system, Duration interval) {
        this.system = system;
        this.interval = interval;
    }

    /**
     * Blocks until it has been quiet for the interval.
     *
     * @return what was still under way after that time; empty if it came to rest
     */
    public List<Violation> await(Duration atMost) {
        if (Await.until(atMost, LOOK, this::isQuietForLong)) {
            return List.of();
        }
        return underWay.entrySet().stream()
                .map(it -> new Violation(
                        Invariant.QUIET,
                        "system",
                        it.getKey(),
                        "none within " + atMost,
                        it.getValue().toString()))
                .toList();
    }

    private boolean isQuietForLong() {
        underWay = underWay();
        if (!underWay.isEmpty()) {
            quietSince = null;
            return false;
        }
        Instant now = Instant.now();
        if (quietSince == null) {
            quietSince = now;
        }
        return !now.isBefore(quietSince.plus(interval));
    }

    /** How much of what; nothing that is zero. A part that cannot be asked counts as one that is not quiet. */
    private Map<String, Long> underWay() {
        var counts = new TreeMap<String, Long>();
        try {
            for (var queue : BrokerAtRest.queues(system)) {
                counts.put("messages in " + queue.name(), queue.ready() + queue.unacknowledged());
            }
            for (Participant participant : SystemTopology.PARTICIPANTS) {
                count("messages in the outbox of", "select count(*) from outbox", participant.name(), counts);
            }
            count("orders that are open or not settled in", """
                    select count(*) from orders
                    where status in ('PLACED', 'CREDIT_RESERVED') or outstanding <> 'NOTHING'""", "order-service", counts);
            count(
                    "payments that wait for the provider in",
                    "select count(*) from payments where status in ('CAPTURING', 'REFUNDING')",
                    "payment-service",
                    counts);
            count(
                    "notifications that are not told in",
                    "select count(*) from notifications where status in ('WAITING_FOR_ADDRESS', 'SENDING')",
                    "notification-service",
                    counts);
        } catch (LocalException e) {
            counts.put(e.getMessage(), 1L);
        }
        counts.values().removeIf(count -> count == 0);
        return counts;
    }

    private void count(String what, String query, String service, Map<String, Long> counts) {
        try (var database = Snapshot.of(service, system)) {
            counts.put(what + " " + service, database.count(query));
        }
    }
}
