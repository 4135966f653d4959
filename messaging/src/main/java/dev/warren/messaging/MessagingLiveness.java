package dev.warren.messaging;

import io.micronaut.context.annotation.Requires;
import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import io.micronaut.management.health.indicator.annotation.Liveness;
import jakarta.inject.Singleton;
import org.reactivestreams.Publisher;

/** Liveness of the runtime: a service whose deciding thread has ended handles nothing any more, and only a restart helps. */
@Singleton
@Liveness
@Requires(beans = Messaging.class)
final class MessagingLiveness implements HealthIndicator {

    private final Messaging messaging;

    MessagingLiveness(Messaging messaging) {
        this.messaging = messaging;
    }

    @Override
    public Publisher<HealthResult> getResult() {
        boolean isAlive = messaging.runtime().map(runtime -> runtime.isAlive()).orElse(true);
        return Publishers.just(HealthResult.builder("batches", isAlive ? HealthStatus.UP : HealthStatus.DOWN)
                .details(isAlive ? "running" : "the thread that decides has ended: restart the service")
                .build());
    }
}
