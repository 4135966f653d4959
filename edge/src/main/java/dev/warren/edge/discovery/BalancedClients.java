package dev.warren.edge.discovery;

import io.micronaut.context.annotation.Replaces;
import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.discovery.DiscoveryClient;
import io.micronaut.discovery.ServiceInstance;
import io.micronaut.discovery.exceptions.NoAvailableServiceException;
import io.micronaut.http.client.LoadBalancer;
import io.micronaut.http.client.loadbalance.DiscoveryClientLoadBalancerFactory;
import jakarta.inject.Singleton;
import org.reactivestreams.Publisher;

/** Lets Micronaut's own clients choose instances as the gateway does. */
@Singleton
@Replaces(DiscoveryClientLoadBalancerFactory.class)
final class BalancedClients extends DiscoveryClientLoadBalancerFactory {

    private final Instances instances;

    BalancedClients(DiscoveryClient discovery, Instances instances) {
        super(discovery);
        this.instances = instances;
    }

    @Override
    public LoadBalancer create(String service) {
        return asked -> choose(service);
    }

    private Publisher<ServiceInstance> choose(String service) {
        return instances
                .next(service, instance -> true)
                .map(RegistryDiscovery::known)
                .map(Publishers::just)
                .orElseGet(() -> Publishers.just(new NoAvailableServiceException(service)));
    }
}
