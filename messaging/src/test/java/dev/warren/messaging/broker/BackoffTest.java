package dev.warren.messaging.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class BackoffTest {

    @Property
    void each_wait_lies_between_half_of_its_step_and_the_whole_and_never_beyond_the_longest(
            @ForAll @IntRange(min = 1, max = 100) int failures,
            @ForAll @IntRange(min = 1, max = 10_000) int first,
            @ForAll @IntRange(min = 1, max = 100_000) int longest) {
        var backoff = new Backoff(Duration.ofMillis(first), Duration.ofMillis(longest));
        for (int i = 0; i < failures; i++) {
            long step = Math.min(longest, (long) first << Math.min(i, 20));
            assertThat(backoff.next().toMillis()).isBetween(step / 2, step);
        }
        assertThat(backoff.failures()).isEqualTo(failures);
    }

    @Test
    void after_a_success_it_starts_again() {
        var backoff = new Backoff(Duration.ofMillis(10), Duration.ofSeconds(10));
        for (int i = 0; i < 8; i++) {
            backoff.next();
        }
        backoff.reset();
        assertThat(backoff.failures()).isZero();
        assertThat(backoff.next()).isLessThanOrEqualTo(Duration.ofMillis(10));
    }
}
