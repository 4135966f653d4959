package dev.warren.messaging;

import io.micronaut.context.annotation.Replaces;
import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import io.micronaut.management.health.indicator.annotation.Readiness;
import jakarta.inject.Singleton;
import org.reactivestreams.Publisher;

/** The tiny service has neither database nor broker, so messaging has nothing to report. */
@Singleton
@Readiness
@Replaces(MessagingHealth.class)
final class NoRuntime implements HealthIndicator {

    @Override
    public Publisher<HealthResult> getResult() {
        return Publishers.just(
                HealthResult.builder("messaging", HealthStatus.UP).build());
    }
}
