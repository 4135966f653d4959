package dev.warren.payments.provider;

import dev.warren.messaging.Settings;
import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * How long to wait for the provider, and for how long to ask; under {@code payments.provider}.
 *
 * @param callTimeout the longest that one call to the provider takes
 * @param slack time beyond {@code callTimeout} for a result to be stored, before the call counts as lost and is made again
 * @param firstBackOff the pause after the first uncertain outcome, doubled after each further one
 * @param longestBackOff the longest such pause
 * @param keysValidFor how long after the first call the same key may be used: well below the time for which the provider
 *     remembers it, which is 24 hours at most of them
 */
@ConfigurationProperties("payments.provider")
public record ProviderTerms(
        @Bindable(defaultValue = "8s") Duration callTimeout,
        @Bindable(defaultValue = "4s") Duration slack,
        @Bindable(defaultValue = "200ms") Duration firstBackOff,
        @Bindable(defaultValue = "30s") Duration longestBackOff,
        @Bindable(defaultValue = "23h") Duration keysValidFor) {

    private static final int MOST_DOUBLINGS = 20;

    public ProviderTerms {
        Settings.between("payments.provider.call-timeout", callTimeout, Duration.ofMillis(100), Duration.ofMinutes(5));
        Settings.between("payments.provider.slack", slack, Duration.ofMillis(100), Duration.ofMinutes(5));
        Settings.between("payments.provider.first-back-off", firstBackOff, Duration.ofMillis(1), Duration.ofMinutes(1));
        Settings.between("payments.provider.longest-back-off", longestBackOff, firstBackOff, Duration.ofHours(1));
        Settings.between("payments.provider.keys-valid-for", keysValidFor, Duration.ofMinutes(1), Duration.ofDays(30));
    }

    /** How long a call may stay unanswered before it is made again. */
    public Duration callWindow() {
        return callTimeout.plus(slack);
    }

    /** @param attempts how many calls ended without a certain outcome, from 1 */
    public Duration backOff(int attempts) {
        var pause = firstBackOff.multipliedBy(1L << Math.min(attempts - 1, MOST_DOUBLINGS));
        return pause.compareTo(longestBackOff) < 0 ? pause : longestBackOff;
    }
}
