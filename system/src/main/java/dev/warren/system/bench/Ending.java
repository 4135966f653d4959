package dev.warren.system.bench;

import dev.warren.local.Await;
import dev.warren.local.LocalException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** When orders have ended, and all that follows from them is done. What it asks is as cheap with a million orders as with one. */
final class Ending {
    private static final Duration LONGEST = Duration.ofMinutes(10);
    private static final Duration LOOK = Duration.ofMillis(250);
    private static final String NOTIFIES = "notification-service";

    private static final String IS_OPEN = "select exists (select 1 from orders where deadline is not null)";
    private static final String IS_SENDING =
            "select exists (select 1 from notifications where status in ('WAITING_FOR_ADDRESS', 'SENDING'))";

    private static final String KEEPS_TIMES = "select current_setting('track_commit_timestamp')::boolean";

    private static final String CONFIRMED = """
            select id, case when current_setting('track_commit_timestamp')::boolean
                then pg_xact_commit_timestamp(xmin) else updated_at end
            from orders where placed_at >= ? and status = 'CONFIRMED'""";

    private final Subject subject;
    private final double handledBefore;

    private Ending(Subject subject) {
        this.subject = subject;
        this.handledBefore = sum(NOTIFIES, "warren_messages_handled_total");
    }

    /** To be made before orders are placed, and with nothing under way. */
    static Ending after(Subject subject) {
        return new Ending(subject);
    }

    /**
     * Blocks until every order has ended, somebody was told of each, and the broker has confirmed all that was said.
     *
     * @throws LocalException {@code NOT_ENDED} after ten minutes
     */
    void await(int orders) {
        boolean ended = Await.until(
                LONGEST,
                LOOK,
                () -> sum(NOTIFIES, "warren_messages_handled_total") >= handledBefore + orders
                        && !is("order-service", IS_OPEN)
                        && !is(NOTIFIES, IS_SENDING)
                        && sum("", "warren_outbox_pending") == 0);
        if (!ended) {
            throw new LocalException(
                    "NOT_ENDED",
                    "%d orders must have ended after %d min but notification-service has heard of %.0f"
                            .formatted(
                                    orders,
                                    LONGEST.toMinutes(),
                                    sum(NOTIFIES, "warren_messages_handled_total") - handledBefore));
        }
    }

    /** By which clock an order is confirmed, in words. */
    String clock() {
        return is("order-service", KEEPS_TIMES)
                ? "its commit, as the database timed it"
                : "order-service's decision, which is before its commit: the database keeps no times (track_commit_timestamp)";
    }

    /**
     * When each order was confirmed.
     *
     * @throws LocalException {@code NOT_CONFIRMED} when one was not, though it was accepted and its card was good
     */
    Map<UUID, Instant> confirmed(Placed placed) {
        try (var connection = subject.live().databases().connect("order-service");
                var select = connection.prepareStatement(CONFIRMED)) {
            select.setObject(1, placed.from().atOffset(ZoneOffset.UTC));
            var confirmed = new HashMap<UUID, Instant>();
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    confirmed.put(
                            rows.getObject(1, UUID.class),
                            rows.getObject(2, OffsetDateTime.class).toInstant());
                }
            }
            requireAll(placed, confirmed.keySet());
            return confirmed;
        } catch (SQLException e) {
            throw unreadable("order-service", e);
        }
    }

    private static void requireAll(Placed placed, Set<UUID> confirmed) {
        var others = placed.orders().stream()
                .map(Placed.Order::id)
                .filter(id -> !confirmed.contains(id))
                .toList();
        if (!others.isEmpty()) {
            throw new LocalException(
                    "NOT_CONFIRMED",
                    "all %d orders must be CONFIRMED but %d are not; the first of them is %s"
                            .formatted(placed.orders().size(), others.size(), others.getFirst()));
        }
    }

    private boolean is(String service, String question) {
        try (var connection = subject.live().databases().connect(service);
                var statement = connection.createStatement();
                var rows = statement.executeQuery(question)) {
            rows.next();
            return rows.getBoolean(1);
        } catch (SQLException e) {
            throw unreadable(service, e);
        }
    }

    private static LocalException unreadable(String service, SQLException e) {
        return new LocalException(
                "DATABASE_UNREADABLE", "the database of %s: %s".formatted(service, e.getMessage()), e);
    }

    /** @param service empty for all */
    private double sum(String service, String metric) {
        return subject.live().edges().entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(service))
                .mapToDouble(entry ->
                        Counting.metrics(entry.getKey(), entry.getValue()).sum(metric))
                .sum();
    }
}
