package dev.warren.edge.services;

import dev.warren.messaging.Messaging;
import io.micronaut.context.BeanProvider;
import io.micronaut.context.annotation.Value;
import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.runtime.server.event.ServerStartupEvent;
import io.micronaut.web.router.Router;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Tells everybody where this instance is reached, as soon as it can be. */
@Singleton
final class Announcement implements ApplicationEventListener<ServerStartupEvent> {

    private final BeanProvider<Messaging> messaging;
    private final Router router;
    private final String version;

    Announcement(BeanProvider<Messaging> messaging, Router router, @Value("${info.version:unknown}") String version) {
        this.messaging = messaging;
        this.router = router;
        this.version = version;
    }

    @Override
    public void onApplicationEvent(ServerStartupEvent event) {
        EmbeddedServer server = event.getSource();
        messaging
                .find(null)
                .flatMap(Messaging::registry)
                .ifPresent(
                        registry -> registry.announce(address(server.getHost()), server.getPort(), version, routes()));
    }

    private List<String> routes() {
        return router.uriRoutes()
                .filter(route -> !EveryEdge.has(route.getDeclaringType()))
                .map(route -> route.getUriMatchTemplate().toPathString())
                .distinct()
                .sorted()
                .toList();
    }

    /** A server that listens on every address is reached at the machine's own. */
    private static String address(String host) {
        try {
            return InetAddress.getByName(host).isAnyLocalAddress()
                    ? InetAddress.getLocalHost().getHostAddress()
                    : host;
        } catch (UnknownHostException e) {
            throw new IllegalStateException("no address for host " + host + ": set micronaut.server.host", e);
        }
    }
}
