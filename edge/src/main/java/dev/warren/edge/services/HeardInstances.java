package dev.warren.edge.services;

import dev.warren.messaging.Messaging;
import dev.warren.messaging.registry.Instance;
import dev.warren.messaging.registry.Registry;
import io.micronaut.context.BeanProvider;
import jakarta.inject.Singleton;
import java.util.List;

/** From the heartbeats that messaging hears. */
@Singleton
final class HeardInstances implements LiveInstances {

    private final BeanProvider<Messaging> messaging;

    HeardInstances(BeanProvider<Messaging> messaging) {
        this.messaging = messaging;
    }

    @Override
    public List<Instance> all() {
        return messaging
                .find(null)
                .flatMap(Messaging::registry)
                .map(Registry::instances)
                .orElse(List.of());
    }
}
