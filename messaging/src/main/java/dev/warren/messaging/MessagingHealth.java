package dev.warren.messaging;

import dev.warren.messaging.batch.ServiceRuntime;
import io.micronaut.context.annotation.Requires;
import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import io.micronaut.management.health.indicator.annotation.Readiness;
import jakarta.inject.Singleton;
import org.reactivestreams.Publisher;

/**
 * Readiness of the runtime. Without its database a service is not ready. Without the broker it is: commands are accepted and
 * messages wait in the outbox, which the details say.
 */
@Singleton
@Readiness
@Requires(beans = Messaging.class)
final class MessagingHealth implements HealthIndicator {

    private final Messaging messaging;

    MessagingHealth(Messaging messaging) {
        this.messaging = messaging;
    }

    @Override
    public Publisher<HealthResult> getResult() {
        return Publishers.just(messaging
                .runtime()
                .map(this::result)
                .orElseGet(() -> HealthResult.builder("messaging", HealthStatus.DOWN)
                        .details("no service was started")
                        .build()));
    }

    private HealthResult result(ServiceRuntime<?, ?, ?, ?, ?> runtime) {
        var condition = runtime.condition();
        var details = condition.inWords();
        runtime.dependency()
                .ifPresent(it -> details.put(it.name(), it.isUp() ? "up" : "down: only probed, messages wait"));
        messaging.deadLetters().ifPresent(it -> details.put("deadLetters", it.parked()));
        boolean isReady = condition.database() == null && !runtime.lacksTopology();
        return HealthResult.builder("messaging", isReady ? HealthStatus.UP : HealthStatus.DOWN)
                .details(details)
                .build();
    }
}
