package dev.warren.messaging.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.messaging.registry.Instance.State;
import dev.warren.messaging.registry.RegistryEvent.Heartbeat;
import dev.warren.messaging.registry.RegistryEvent.Left;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ViewTest {

    private static final Instant START = Instant.parse("2025-12-18T07:30:00Z");
    private static final UUID ID = new UUID(0, 1);

    private final View view = new View(Duration.ofSeconds(15));

    private static Heartbeat beat(String service, UUID id) {
        return new Heartbeat(id, service, "127.0.0.1", 8080, "1", START, Duration.ofSeconds(5));
    }

    private static Instant after(int seconds) {
        return START.plusSeconds(seconds);
    }

    @Test
    void an_instance_is_up_then_suspect_after_a_missed_heartbeat_then_gone() {
        view.hear(beat("a", ID), START);
        assertThat(view.instances(after(7))).extracting(Instance::state).containsExactly(State.UP);
        assertThat(view.instances(after(8))).extracting(Instance::state).containsExactly(State.SUSPECT);
        assertThat(view.instances(after(15))).extracting(Instance::state).containsExactly(State.SUSPECT);
        assertThat(view.instances(after(16))).isEmpty();
    }

    @Test
    void an_instance_that_is_heard_again_is_up_again() {
        view.hear(beat("a", ID), START);
        view.hear(beat("a", ID), after(10));
        assertThat(view.instances(after(12))).singleElement().satisfies(instance -> {
            assertThat(instance.state()).isEqualTo(State.UP);
            assertThat(instance.lastSeen()).isEqualTo(after(10));
        });
    }

    @Test
    void a_newcomer_is_told_from_an_acquaintance() {
        assertThat(view.hear(beat("a", ID), START)).isTrue();
        assertThat(view.hear(beat("a", ID), after(5))).isFalse();
        assertThat(view.hear(beat("a", new UUID(0, 2)), after(5))).isTrue();
    }

    @Test
    void an_instance_that_leaves_is_gone_at_once() {
        view.hear(beat("a", ID), START);
        view.hear(new Left(ID, "a"));
        assertThat(view.instances(START)).isEmpty();
    }

    @Test
    void while_nothing_can_be_heard_the_view_is_stale_rather_than_empty() {
        view.hear(beat("a", ID), START);
        view.deaf(after(3));
        view.deaf(after(500));
        assertThat(view.instances(after(1000))).extracting(Instance::state).containsExactly(State.UP);
    }

    @Test
    void after_a_silence_everybody_gets_an_expiry_to_be_heard_again() {
        view.hear(beat("a", ID), START);
        view.deaf(after(3));
        view.hearing(after(1000));
        assertThat(view.instances(after(1005))).extracting(Instance::state).containsExactly(State.UP);
        assertThat(view.instances(after(1014))).extracting(Instance::state).containsExactly(State.SUSPECT);
        assertThat(view.instances(after(1016))).isEmpty();
    }

    @Test
    void instances_are_listed_by_service_and_then_by_start() {
        view.hear(beat("b", new UUID(0, 1)), START);
        view.hear(beat("a", new UUID(0, 3)), START);
        view.hear(beat("a", new UUID(0, 2)), START);
        assertThat(view.instances(START))
                .extracting(Instance::id)
                .containsExactly(new UUID(0, 2), new UUID(0, 3), new UUID(0, 1));
    }
}
