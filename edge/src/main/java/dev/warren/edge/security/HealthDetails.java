package dev.warren.edge.security;

import io.micronaut.context.annotation.Requires;
import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.management.endpoint.health.DetailsVisibility;
import io.micronaut.management.endpoint.health.HealthEndpoint;
import jakarta.inject.Singleton;

/** A secured service tells the details of its health only to somebody; {@link OperationsRule} says who is. */
@Singleton
@Requires(beans = SecuritySettings.class)
final class HealthDetails implements BeanCreatedEventListener<HealthEndpoint> {

    @Override
    public HealthEndpoint onCreated(BeanCreatedEvent<HealthEndpoint> event) {
        event.getBean().setDetailsVisible(DetailsVisibility.AUTHENTICATED);
        return event.getBean();
    }
}
