package dev.warren.messaging.registry;

import dev.warren.messaging.registry.Instance.State;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** How many instances are known, by service and state. For one thread. */
final class InstanceGauges {

    /** Names come from whoever sends a heartbeat. */
    private static final int MOST_SERVICES = 100;

    private final MultiGauge instances;
    /** Also those that have no instance any more: that is when the figure matters, so it has to be 0 and not absent. */
    private final SortedSet<String> services = new TreeSet<>();

    InstanceGauges(MeterRegistry registry) {
        instances = MultiGauge.builder("warren.registry.instances")
                .description("Instances known from heartbeats")
                .register(registry);
    }

    void show(List<Instance> view) {
        view.stream().map(Instance::service).distinct().forEach(name -> {
            if (services.size() < MOST_SERVICES) {
                services.add(name);
            }
        });
        Map<String, Map<State, Long>> counts = view.stream()
                .collect(Collectors.groupingBy(
                        Instance::service, Collectors.groupingBy(Instance::state, Collectors.counting())));
        var rows = new ArrayList<Row<?>>();
        for (String service : services) {
            for (State state : State.values()) {
                long count = counts.getOrDefault(service, Map.of()).getOrDefault(state, 0L);
                rows.add(Row.of(Tags.of("service", service, "state", state.name()), count));
            }
        }
        instances.register(rows, true);
    }
}
