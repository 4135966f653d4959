package dev.warren.messaging.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.messaging.registry.Instance.State;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class InstanceGaugesTest {

    private static final Instant NOW = Instant.parse("2025-12-18T07:30:00Z");

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final InstanceGauges gauges = new InstanceGauges(registry);

    private static Instance instance(String service, int port, State state) {
        return new Instance(service, new UUID(0, port), "127.0.0.1", port, "1", NOW, List.of(), NOW, state);
    }

    private double gauge(String service, State state) {
        return registry.get("warren.registry.instances")
                .tags("service", service, "state", state.name())
                .gauge()
                .value();
    }

    @Test
    void instances_are_counted_by_service_and_state() {
        gauges.show(List.of(
                instance("a", 1, State.UP),
                instance("a", 2, State.UP),
                instance("a", 3, State.SUSPECT),
                instance("b", 4, State.UP)));
        assertThat(gauge("a", State.UP)).isEqualTo(2);
        assertThat(gauge("a", State.SUSPECT)).isEqualTo(1);
        assertThat(gauge("b", State.SUSPECT)).isZero();
    }

    @Test
    void a_service_without_instances_is_counted_as_none_and_not_left_out() {
        gauges.show(List.of(instance("a", 1, State.UP)));
        gauges.show(List.of());
        assertThat(gauge("a", State.UP)).isZero();
    }
}
