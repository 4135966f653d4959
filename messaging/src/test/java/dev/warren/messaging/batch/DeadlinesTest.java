package dev.warren.messaging.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.messaging.States;
import dev.warren.messaging.tracing.Tracing;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DeadlinesTest {

    private static final Instant NOW = Instant.parse("2025-12-18T07:30:00Z");

    private final Deadlines<String, String> deadlines =
            new Deadlines<>(new Overdue(), Duration.ofMillis(200), new Steps(Tracing.none(), "a.queue"));

    /** Four deadlines have passed and stay so. */
    private static final class Overdue implements States<String, String, String> {

        @Override
        public Map<String, String> load(Connection transaction, Collection<String> inputs) {
            return Map.of();
        }

        @Override
        public void save(Connection transaction, Collection<Change<String>> changes) {}

        @Override
        public List<String> due(Connection connection, Instant now, int limit) {
            return List.of("a", "b", "c", "d").stream().limit(limit).toList();
        }
    }

    @Test
    void they_are_looked_for_once_per_interval() {
        assertThat(deadlines.areDue(NOW)).isTrue();
        assertThat(deadlines.areDue(NOW.plusMillis(199))).isFalse();
        assertThat(deadlines.areDue(NOW.plusMillis(200))).isTrue();
    }

    @Test
    void a_clock_that_was_set_back_does_not_stop_them() {
        assertThat(deadlines.areDue(NOW)).isTrue();
        assertThat(deadlines.areDue(NOW.minusSeconds(3600))).isTrue();
        assertThat(deadlines.areDue(NOW.minusSeconds(3600).plusMillis(1))).isFalse();
    }

    @Test
    void those_that_failed_leave_their_room_to_others_for_a_while() throws Exception {
        deadlines.passOver("a", NOW);
        deadlines.passOver("c", NOW);
        assertThat(found(NOW)).containsExactly("b", "d");
        assertThat(found(NOW.plusSeconds(60))).containsExactly("a", "b");
    }

    private List<String> found(Instant now) throws SQLException {
        return deadlines.find(null, now, 2).stream()
                .map(it -> it.about().orElseThrow())
                .toList();
    }
}
