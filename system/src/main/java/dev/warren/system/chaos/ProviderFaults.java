package dev.warren.system.chaos;

import dev.warren.local.Await;
import dev.warren.local.LocalException;
import dev.warren.system.rig.ServiceProcess;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;

/** The simulated provider's switches, as an operator turns them. */
record ProviderFaults(ServiceProcess payments) {
    private static final Duration SOON = Duration.ofSeconds(20);

    /** @param switches that are on; all others are off */
    Fault set(Map<String, Object> switches) {
        return new Fault(() -> put(switches), () -> put(Map.of()));
    }

    private void put(Map<String, Object> switches) {
        if (!Await.until(SOON, () -> isPut(switches))) {
            throw new LocalException(
                    "PROVIDER_UNCHANGED",
                    "PUT /simulated-provider %s was not answered 200 within %s; the log is %s"
                            .formatted(switches, SOON, payments.log()));
        }
    }

    private boolean isPut(Map<String, Object> switches) {
        try {
            return payments.edge().put("/simulated-provider", switches).status() == 200;
        } catch (IOException e) {
            return false;
        }
    }
}
