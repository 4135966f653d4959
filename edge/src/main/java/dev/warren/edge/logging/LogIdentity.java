package dev.warren.edge.logging;

import ch.qos.logback.classic.LoggerContext;
import dev.warren.messaging.Messaging;
import io.micronaut.context.BeanProvider;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Value;
import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.runtime.server.event.ServerStartupEvent;
import org.slf4j.LoggerFactory;

/**
 * Tells the log which service it is, and which instance as soon as that has its id: every line in JSON says so from then on. Nothing is
 * told where another library than logback writes the log.
 */
@Context
final class LogIdentity implements ApplicationEventListener<ServerStartupEvent> {

    private final BeanProvider<Messaging> messaging;

    LogIdentity(BeanProvider<Messaging> messaging, @Value("${micronaut.application.name:service}") String service) {
        this.messaging = messaging;
        tell("service", service);
    }

    @Override
    public void onApplicationEvent(ServerStartupEvent event) {
        messaging
                .find(null)
                .flatMap(Messaging::registry)
                .ifPresent(registry -> tell("instance", registry.id().toString()));
    }

    private static void tell(String name, String value) {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext log) {
            log.putProperty(name, value);
        }
    }
}
