package dev.warren.edge.discovery;

import dev.warren.messaging.registry.Instance;
import dev.warren.messaging.registry.Instance.State;
import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.discovery.DiscoveryClient;
import io.micronaut.discovery.ServiceInstance;
import io.micronaut.health.HealthStatus;
import jakarta.inject.Singleton;
import java.util.List;
import org.reactivestreams.Publisher;

/** Tells Micronaut what the registry knows, so that {@code @Client("some-service")} finds its instances. Never blocks. */
@Singleton
final class RegistryDiscovery implements DiscoveryClient {

    private final Instances instances;

    RegistryDiscovery(Instances instances) {
        this.instances = instances;
    }

    @Override
    public Publisher<List<ServiceInstance>> getInstances(String service) {
        return Publishers.just(
                instances.of(service).stream().map(RegistryDiscovery::known).toList());
    }

    @Override
    public Publisher<List<String>> getServiceIds() {
        return Publishers.just(
                instances.all().stream().map(Instance::service).distinct().toList());
    }

    static ServiceInstance known(Instance instance) {
        return ServiceInstance.builder(instance.service(), Addresses.of(instance))
                .instanceId(instance.id().toString())
                .status(instance.state() == State.UP ? HealthStatus.UP : HealthStatus.UNKNOWN)
                .build();
    }

    @Override
    public String getDescription() {
        return "registry";
    }

    @Override
    public void close() {
        // Messaging closes the registry.
    }
}
