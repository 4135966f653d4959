package dev.warren.system.check;

import java.util.List;
import java.util.Set;

/**
 * The broker at rest. Immutable.
 *
 * @param queues every queue that must be empty: no journal, no dead letters, no registry
 * @param bindings that are there
 * @param catalogue that must be there
 */
public record Broker(List<Queue> queues, Set<Binding> bindings, Set<Binding> catalogue) {

    public Broker {
        queues = List.copyOf(queues);
        bindings = Set.copyOf(bindings);
        catalogue = Set.copyOf(catalogue);
    }

    public record Queue(String name, long ready, long unacknowledged) {}

    public record Binding(String exchange, String queue, String routingKey) {}
}
