package dev.warren.edge.discovery;

import dev.warren.messaging.Settings;
import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * How calls are spread over the instances of a service, under {@code warren.gateway.balancing}.
 *
 * @param strategy {@code round-robin} or {@code random}
 * @param ejection how long an instance is spared after its first failure, 10 ms to 1 min; doubled by every further one in a row
 * @param longestEjection how long at most, up to 10 min
 */
@Context
@ConfigurationProperties("warren.gateway.balancing")
record BalancingSettings(
        @Bindable(defaultValue = "round-robin") Strategy strategy,
        @Bindable(defaultValue = "1s") Duration ejection,
        @Bindable(defaultValue = "30s") Duration longestEjection) {

    BalancingSettings {
        Settings.between("warren.gateway.balancing.ejection", ejection, Duration.ofMillis(10), Duration.ofMinutes(1));
        Settings.between(
                "warren.gateway.balancing.longest-ejection", longestEjection, ejection, Duration.ofMinutes(10));
    }
}
