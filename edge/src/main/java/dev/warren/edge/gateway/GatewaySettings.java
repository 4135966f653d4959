package dev.warren.edge.gateway;

import dev.warren.messaging.Settings;
import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * How requests are passed on, under {@code warren.gateway}.
 *
 * @param timeout how long a caller waits for an answer to begin, all tries together, 100 ms to 10 min; a caller that says less gets less
 * @param tryTimeout how long one instance is waited for when another one may be asked instead, 10 ms to the timeout
 */
@Context
@ConfigurationProperties("warren.gateway")
record GatewaySettings(
        @Bindable(defaultValue = "10s") Duration timeout,
        @Bindable(defaultValue = "3s") Duration tryTimeout) {

    GatewaySettings {
        Settings.between("warren.gateway.timeout", timeout, Duration.ofMillis(100), Duration.ofMinutes(10));
        Settings.between("warren.gateway.try-timeout", tryTimeout, Duration.ofMillis(10), timeout);
    }
}
