package dev.warren.payments.http;

import dev.warren.edge.security.Roles;
import dev.warren.payments.provider.simulated.SimulatedProvider;
import dev.warren.payments.provider.simulated.Switches;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Put;
import io.micronaut.security.annotation.Secured;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Pattern;
import java.time.Duration;

/** The simulated provider's switches, for operators and tests. They hold for this instance until it ends. */
@Controller("/simulated-provider")
@Secured(Roles.OPERATOR)
class SimulatedProviderController {

    private final SimulatedProvider provider;

    SimulatedProviderController(SimulatedProvider provider) {
        this.provider = provider;
    }

    /**
     * The switches as they are asked for and answered. What is absent is off.
     *
     * @param declineRate share of the payments that are declined, 0 to 1
     * @param failureRate share of the calls that fail with nothing done, 0 to 1
     * @param latency time that every call takes besides, such as 250ms or 2s
     * @param outage whether every call fails with nothing done
     */
    @Introspected
    record SwitchesBody(
            @Nullable @DecimalMin("0") @DecimalMax("1") Double declineRate,
            @Nullable @DecimalMin("0") @DecimalMax("1") Double failureRate,

            @Nullable
            @Pattern(regexp = "\\d{1,5}(ms|s)", message = "must be a number with its unit, such as 250ms or 2s")
            String latency,

            @Nullable Boolean outage) {

        static SwitchesBody of(Switches switches) {
            return new SwitchesBody(
                    switches.declineRate(),
                    switches.failureRate(),
                    switches.latency().toMillis() + "ms",
                    switches.outage());
        }

        Switches toSwitches() {
            return new Switches(
                    declineRate == null ? 0 : declineRate,
                    failureRate == null ? 0 : failureRate,
                    latency == null ? Duration.ZERO : duration(latency),
                    outage != null && outage);
        }

        private static Duration duration(String text) {
            return text.endsWith("ms")
                    ? Duration.ofMillis(Long.parseLong(text.substring(0, text.length() - 2)))
                    : Duration.ofSeconds(Long.parseLong(text.substring(0, text.length() - 1)));
        }
    }

    /** The simulated provider's switches. */
    @Get
    SwitchesBody switches() {
        return SwitchesBody.of(provider.switches());
    }

    /** Sets all switches. */
    @Put
    SwitchesBody setSwitches(@Body @Valid SwitchesBody switches) {
        provider.set(switches.toSwitches());
        return switches();
    }
}
