package dev.warren.payments.provider.simulated;

import java.time.Duration;

/**
 * What the simulated provider is to do worse than it would, whatever the payment method. Immutable.
 *
 * @param declineRate share of the keys not answered before that are declined, 0 to 1
 * @param failureRate share of the calls that fail with nothing done, 0 to 1
 * @param latency time that every call takes besides
 * @param outage whether every call fails with nothing done
 */
public record Switches(double declineRate, double failureRate, Duration latency, boolean outage) {
    public static final Switches OFF = new Switches(0, 0, Duration.ZERO, false);
}
