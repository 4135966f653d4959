package dev.warren.messaging.effects;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.messaging.tally.ShiftedClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class DependencyTest {

    private static final Duration PROBE_INTERVAL = Duration.ofMinutes(2);

    private final ShiftedClock clock = new ShiftedClock();
    private final Dependency dependency = new Dependency("the-world", PROBE_INTERVAL, clock);

    private void calls(int times, boolean answered) {
        for (int i = 0; i < times; i++) {
            assertThat(dependency.mayBeCalled()).isTrue();
            dependency.called(answered);
        }
    }

    @Test
    void a_few_outages_do_not_make_it_down() {
        calls(9, false);
        assertThat(dependency.isUp()).isTrue();
    }

    @Test
    void one_that_does_half_of_its_work_is_up() {
        for (int i = 0; i < 50; i++) {
            calls(1, true);
            calls(1, false);
        }
        assertThat(dependency.isUp()).isTrue();
    }

    @Test
    void one_that_does_not_answer_is_down_and_not_called() {
        calls(10, false);
        assertThat(dependency.isUp()).isFalse();
        assertThat(dependency.mayBeCalled()).isFalse();
        assertThat(dependency.awaitsProbe()).isFalse();
    }

    @Test
    void one_that_is_down_gets_a_single_call_per_interval() {
        calls(10, false);
        for (int i = 0; i < 3; i++) {
            clock.advance(PROBE_INTERVAL);
            assertThat(dependency.awaitsProbe()).isTrue();
            assertThat(dependency.mayBeCalled()).isTrue();
            assertThat(dependency.mayBeCalled()).isFalse();
            dependency.called(false);
            assertThat(dependency.isUp()).isFalse();
            assertThat(dependency.mayBeCalled()).isFalse();
        }
    }

    @Test
    void the_first_answer_makes_it_up() {
        calls(10, false);
        clock.advance(PROBE_INTERVAL);
        calls(1, true);
        assertThat(dependency.isUp()).isTrue();
        calls(9, false);
        assertThat(dependency.isUp()).isTrue();
    }

    @Test
    void a_probe_that_was_not_made_leaves_the_way_open_for_another() {
        calls(10, false);
        clock.advance(PROBE_INTERVAL);
        assertThat(dependency.mayBeCalled()).isTrue();
        dependency.notCalled();
        calls(1, true);
        assertThat(dependency.isUp()).isTrue();
    }
}
