package dev.warren.system.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.system.rig.ServiceProcess;
import java.time.Duration;

/** What is expected of a service that is asked to stop, whatever it is doing. */
final class Stops {

    private static final Duration SOON = Duration.ofSeconds(20);

    /** What a JVM ends with that SIGTERM has stopped. */
    private static final int TERMINATED = 143;

    private Stops() {}

    /** Stops it, and blocks until it has ended. */
    static void inTime(ServiceProcess service) {
        long begun = System.nanoTime();
        service.stop();
        assertThat(Duration.ofNanos(System.nanoTime() - begun))
                .as("stop of %s", service.name())
                .isLessThan(SOON);
        assertThat(service.awaitExit(Duration.ZERO)).as("exit code").isIn(0, TERMINATED);
    }
}
