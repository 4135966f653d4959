package dev.warren.messaging.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.messaging.registry.Instance.State;
import dev.warren.messaging.registry.RegistryEvent.Heartbeat;
import dev.warren.messaging.registry.RegistryEvent.Left;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ViewTest {

    private static final Instant START = Instant.parse("2025-12-18T07:30:00Z");
    private static final Duration INTERVAL = Duration.ofSeconds(5);
    private static final Heartbeat SELF = beat("self", 1, 8080, START);
    private static final Heartbeat OTHER = beat("other", 2, 8081, START);

    private final View view = new View(SELF.instanceId(), INTERVAL.multipliedBy(3));

    private static Heartbeat beat(String service, long id, int port, Instant startedAt) {
        return beat(service, id, port, startedAt, INTERVAL);
    }

    private static Heartbeat beat(String service, long id, int port, Instant startedAt, Duration interval) {
        return new Heartbeat(
                new UUID(0, id), service, "127.0.0.1", port, "1", startedAt, interval, List.of("/" + service));
    }

    private static Instant after(int seconds) {
        return START.plusSeconds(seconds);
    }

    private List<State> states(Heartbeat of, Instant now) {
        return view.instances(now).stream()
                .filter(instance -> instance.id().equals(of.instanceId()))
                .map(Instance::state)
                .toList();
    }

    /** The instance whose view it is beats and hears itself. */
    private void selfBeats(int from, int to) {
        for (int second = from; second <= to; second += 5) {
            view.hear(SELF, after(second));
        }
    }

    @Test
    void an_instance_is_up_then_suspect_after_a_missed_heartbeat_then_gone() {
        view.hear(OTHER, START);
        selfBeats(0, 15);
        assertThat(states(OTHER, START)).containsExactly(State.UP);
        assertThat(states(OTHER, after(7))).containsExactly(State.UP);
        assertThat(states(OTHER, after(8))).containsExactly(State.SUSPECT);
        assertThat(states(OTHER, after(15))).containsExactly(State.SUSPECT);
        assertThat(states(OTHER, after(16))).isEmpty();
        assertThat(states(SELF, after(16))).containsExactly(State.UP);
    }

    @Test
    void an_instance_that_is_heard_again_is_up_again() {
        view.hear(OTHER, START);
        view.hear(OTHER, after(10));
        assertThat(view.instances(after(12))).singleElement().satisfies(instance -> {
            assertThat(instance.state()).isEqualTo(State.UP);
            assertThat(instance.lastSeen()).isEqualTo(after(10));
        });
    }

    @Test
    void the_interval_that_an_instance_announces_is_what_counts_for_it() {
        Heartbeat slow = beat("slow", 3, 8082, START, Duration.ofSeconds(20));
        Heartbeat quick = beat("quick", 4, 8083, START, Duration.ofSeconds(1));
        view.hear(slow, START);
        view.hear(quick, START);
        assertThat(states(quick, after(2))).containsExactly(State.SUSPECT);
        assertThat(states(quick, after(16))).isEmpty();
        assertThat(states(slow, after(30))).containsExactly(State.UP);
        assertThat(states(slow, after(31))).containsExactly(State.SUSPECT);
        assertThat(states(slow, after(60))).containsExactly(State.SUSPECT);
        assertThat(states(slow, after(61))).isEmpty();
    }

    @Test
    void a_newcomer_is_told_from_an_acquaintance() {
        assertThat(view.hear(OTHER, START)).isTrue();
        assertThat(view.hear(OTHER, after(5))).isFalse();
        assertThat(view.hear(beat("other", 3, 8082, START), after(5))).isTrue();
    }

    @Test
    void an_instance_that_leaves_is_gone_at_once_and_no_late_heartbeat_brings_it_back() {
        view.hear(OTHER, START);
        view.hear(new Left(OTHER.instanceId(), "other"), after(1));
        assertThat(states(OTHER, after(1))).isEmpty();
        assertThat(view.hear(OTHER, after(2))).isFalse();
        assertThat(states(OTHER, after(2))).isEmpty();
    }

    @Test
    void a_restart_takes_the_place_of_the_life_before_which_late_heartbeats_do_not_bring_back() {
        Heartbeat again = beat("other", 3, 8081, after(4));
        view.hear(OTHER, START);
        assertThat(view.hear(again, after(5))).isTrue();
        assertThat(view.hear(OTHER, after(6))).isFalse();
        assertThat(view.instances(after(6))).extracting(Instance::id).containsExactly(again.instanceId());
    }

    @Test
    void a_restart_takes_the_place_of_a_life_that_has_left() {
        Heartbeat again = beat("other", 3, 8081, after(4));
        view.hear(OTHER, START);
        view.hear(new Left(OTHER.instanceId(), "other"), after(1));
        assertThat(view.hear(again, after(5))).isTrue();
        assertThat(states(again, after(5))).containsExactly(State.UP);
    }

    @Test
    void a_life_whose_clock_was_ahead_holds_its_place_for_an_expiry_only() {
        Heartbeat again = beat("other", 3, 8081, after(4));
        view.hear(beat("other", 2, 8081, after(86_400)), START);
        selfBeats(0, 15);
        assertThat(view.hear(again, after(15))).isFalse();
        assertThat(view.hear(again, after(16))).isTrue();
        assertThat(states(again, after(16))).containsExactly(State.UP);
    }

    @Test
    void while_nothing_can_be_heard_the_view_is_stale_rather_than_empty() {
        view.hear(SELF, START);
        view.hear(OTHER, START);
        view.deaf(after(3));
        view.deaf(after(500));
        assertThat(view.instances(after(1000))).extracting(Instance::state).containsExactly(State.UP, State.UP);
    }

    @Test
    void who_does_not_hear_itself_forgets_nobody_either() {
        view.hear(OTHER, START);
        view.hear(SELF, after(4));
        assertThat(states(OTHER, after(1000))).containsExactly(State.SUSPECT);
        assertThat(states(SELF, after(1000))).containsExactly(State.UP);
    }

    @Test
    void after_a_silence_everybody_gets_an_expiry_to_be_heard_again() {
        view.hear(OTHER, START);
        view.hear(SELF, after(4));
        selfBeats(1000, 1015);
        assertThat(states(OTHER, after(1005))).containsExactly(State.UP);
        assertThat(states(OTHER, after(1015))).containsExactly(State.SUSPECT);
        assertThat(states(OTHER, after(1016))).isEmpty();
    }

    @Test
    void after_a_lost_connection_everybody_gets_an_expiry_from_the_first_that_is_heard_on() {
        view.hear(OTHER, START);
        view.deaf(after(3));
        view.hear(beat("third", 3, 8082, START), after(1000));
        assertThat(states(OTHER, after(1007))).containsExactly(State.UP);
        assertThat(states(OTHER, after(1015))).containsExactly(State.SUSPECT);
        assertThat(states(OTHER, after(1016))).isEmpty();
    }

    @Test
    void who_was_gone_before_a_silence_stays_gone_after_it() {
        view.hear(OTHER, START);
        selfBeats(0, 20);
        view.deaf(after(21));
        view.hear(SELF, after(1000));
        assertThat(states(OTHER, after(1000))).isEmpty();
    }

    @Test
    void a_clock_that_is_set_back_keeps_nobody_alive() {
        view.hear(SELF, after(3600));
        view.hear(OTHER, after(3600));
        selfBeats(0, 15);
        assertThat(states(OTHER, after(5))).containsExactly(State.UP);
        assertThat(states(OTHER, after(16))).isEmpty();
    }

    @Test
    void there_is_room_for_so_many_and_again_when_they_are_gone() {
        for (int i = 0; i < View.MOST; i++) {
            assertThat(view.hear(beat("crowd-" + i, 10 + i, 8080, START), START))
                    .isTrue();
        }
        assertThat(view.hear(OTHER, START)).isFalse();
        assertThat(view.instances(START)).hasSize(View.MOST);
        assertThat(view.hear(OTHER, after(16))).isTrue();
        assertThat(view.instances(after(16))).hasSize(1);
    }

    @Test
    void instances_are_listed_by_service_and_then_by_start() {
        view.hear(beat("b", 1, 8081, START), START);
        view.hear(beat("a", 3, 8082, START), START);
        view.hear(beat("a", 2, 8083, START), START);
        assertThat(view.instances(START))
                .extracting(Instance::id)
                .containsExactly(new UUID(0, 2), new UUID(0, 3), new UUID(0, 1));
    }
}
