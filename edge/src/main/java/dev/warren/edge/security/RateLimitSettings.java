package dev.warren.edge.security;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.exceptions.ConfigurationException;
import io.micronaut.core.bind.annotation.Bindable;

/**
 * How much one customer may ask of one instance of a secured service ({@code edge.rate-limit.…}).
 *
 * @param perSecond requests in the long run, 1 to 100,000; 50 by default
 * @param burst requests at once after a pause, 1 to 100,000; 100 by default
 */
@ConfigurationProperties("edge.rate-limit")
record RateLimitSettings(
        @Bindable(defaultValue = "50") int perSecond,
        @Bindable(defaultValue = "100") int burst) {

    private static final int MOST = 100_000;

    RateLimitSettings {
        check("per-second", perSecond);
        check("burst", burst);
    }

    private static void check(String name, int value) {
        if (value < 1 || value > MOST) {
            throw new ConfigurationException(
                    "RATE_LIMIT: edge.rate-limit.%s must be 1..%d but was %d".formatted(name, MOST, value));
        }
    }
}
