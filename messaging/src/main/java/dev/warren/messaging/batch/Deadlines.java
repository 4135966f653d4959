package dev.warren.messaging.batch;

import dev.warren.messaging.States;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * When passed deadlines are looked for, and which of them are passed over for a while because they could not be decided: one
 * that fails is found again and again, and must not stand in the way of the others. Only on the writing thread.
 */
final class Deadlines<I> {

    private static final Duration PASSED_OVER = Duration.ofMinutes(1);

    private final States<?, ?, I> states;
    private final Every interval;
    private final Map<I, Instant> passedOver = new HashMap<>();

    Deadlines(States<?, ?, I> states, Duration interval) {
        this.states = states;
        this.interval = new Every(interval);
    }

    /** Whether it is time to look again. */
    boolean areDue(Instant now) {
        return interval.isDue(now);
    }

    List<I> find(Connection connection, Instant now, int limit) throws SQLException {
        passedOver.values().removeIf(until -> !until.isAfter(now));
        return states.due(connection, now, limit + passedOver.size()).stream()
                .filter(input -> !passedOver.containsKey(input))
                .limit(limit)
                .toList();
    }

    void passOver(I input, Instant now) {
        passedOver.put(input, now.plus(PASSED_OVER));
    }
}
