package dev.warren.messaging.batch;

import dev.warren.messaging.States;
import dev.warren.messaging.events.Traces;
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
final class Deadlines<I, S> {

    private static final Duration PASSED_OVER = Duration.ofMinutes(1);

    private final States<?, S, I> states;
    private final Steps steps;
    private final Every interval;
    private final Map<I, Instant> passedOver = new HashMap<>();

    Deadlines(States<?, S, I> states, Duration interval, Steps steps) {
        this.states = states;
        this.steps = steps;
        this.interval = new Every(interval);
    }

    /** Whether it is time to look again. */
    boolean areDue(Instant now) {
        return interval.isDue(now);
    }

    List<Arrival<I, S>> find(Connection connection, Instant now, int limit) throws SQLException {
        passedOver.values().removeIf(until -> !until.isAfter(now));
        var found = states.due(connection, now, limit + passedOver.size()).stream()
                .filter(input -> !passedOver.containsKey(input))
                .limit(limit)
                .toList();
        Map<I, String> setBy = found.isEmpty() ? Map.of() : states.steps(connection, found);
        return found.stream()
                .<Arrival<I, S>>map(
                        input -> new Arrival.Due<>(input, steps.deciding(input, Traces.parse(setBy.get(input)))))
                .toList();
    }

    void passOver(I input, Instant now) {
        passedOver.put(input, now.plus(PASSED_OVER));
    }
}
