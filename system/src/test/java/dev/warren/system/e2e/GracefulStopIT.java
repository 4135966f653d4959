package dev.warren.system.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.local.Await;
import dev.warren.system.load.Load;
import dev.warren.system.load.Load.Placed;
import dev.warren.system.rig.Rig;
import dev.warren.system.rig.ServiceProcess;
import dev.warren.system.rig.SharedRig;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A service that is asked to stop leaves soon, and leaves nothing behind. */
@ExtendWith(SharedRig.class)
class GracefulStopIT {

    private static final Duration SOON = Duration.ofSeconds(20);

    /** What a JVM ends with that SIGTERM has stopped. */
    private static final int TERMINATED = 143;

    private static final int ORDERS = 600;

    private static Rig system;

    @BeforeAll
    static void start(Rig rig) {
        system = rig;
    }

    @Test
    void services_stopped_under_load_leave_in_time_and_nothing_is_lost() throws Exception {
        var load = new Load(system.edge("order-service"), system.edge("user-service"));
        var users = load.registerUsers();
        var accepted = new AtomicInteger();
        var placing = CompletableFuture.supplyAsync(() -> {
            try {
                return load.place(ORDERS, 8, users, accepted::set);
            } catch (InterruptedException | ExecutionException e) {
                throw new IllegalStateException(e);
            }
        });
        int goOn = 0;
        for (ServiceProcess service : system.services()) {
            int next = goOn + 50;
            Await.until(Duration.ofSeconds(60), () -> accepted.get() >= next || placing.isDone());
            assertStopsInTime(service);
            service.launch();
            service.awaitReady();
            goOn = accepted.get();
        }
        Placed placed = placing.get();
        Audit.of(system, placed.ids());

        // Quiet by now: whatever a service is given again after this restart, it had left behind.
        for (ServiceProcess service : system.services()) {
            assertStopsInTime(service);
            service.launch();
        }
        system.awaitReady();
        Audit.of(system, placed.ids());
        for (ServiceProcess service : system.services()) {
            assertThat(service.metric("warren_messages_duplicate.*"))
                    .as("redelivered to %s after a quiet stop", service.name())
                    .isZero();
        }
    }

    private static void assertStopsInTime(ServiceProcess service) {
        long begun = System.nanoTime();
        service.stop();
        assertThat(Duration.ofNanos(System.nanoTime() - begun))
                .as("stop of %s", service.name())
                .isLessThan(SOON);
        assertThat(service.awaitExit(Duration.ZERO)).as("exit code").isIn(0, TERMINATED);
    }
}
