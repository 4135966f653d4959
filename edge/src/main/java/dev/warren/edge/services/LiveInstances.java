package dev.warren.edge.services;

import dev.warren.messaging.registry.Instance;
import java.util.List;

/** The live instances of all services, this one included. */
@FunctionalInterface
public interface LiveInstances {

    /** By service, then by start; empty before the broker was reached for the first time. */
    List<Instance> all();
}
