package dev.warren.edge.security;

import dev.warren.edge.gateway.Forwarded;
import dev.warren.edge.services.LiveInstances;
import io.micronaut.http.HttpRequest;
import jakarta.inject.Singleton;

/**
 * Tells from which address a request comes: from where another edge was asked, if that edge passed it on, and otherwise from where it was
 * sent. Edges are believed because the registry knows them; on a machine that runs one, anybody can pose as it. Never blocks. Thread-safe.
 */
@Singleton
final class Origins {

    private final LiveInstances instances;

    Origins(LiveInstances instances) {
        this.instances = instances;
    }

    String of(HttpRequest<?> request) {
        String sender = request.getRemoteAddress().getAddress().getHostAddress();
        return isEdge(sender) ? Forwarded.client(request.getHeaders()).orElse(sender) : sender;
    }

    private boolean isEdge(String address) {
        return instances.all().stream().anyMatch(instance -> instance.address().equals(address));
    }
}
