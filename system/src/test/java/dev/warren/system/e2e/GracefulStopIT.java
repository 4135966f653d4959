package dev.warren.system.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.system.load.Load;
import dev.warren.system.rig.Rig;
import dev.warren.system.rig.ServiceProcess;
import dev.warren.system.rig.SharedRig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A service that is asked to stop leaves nothing behind; stopped under load it is in {@link JourneyIT}. */
@ExtendWith(SharedRig.class)
class GracefulStopIT {

    private static final int ORDERS = 100;

    @Test
    void what_was_handled_before_a_quiet_stop_is_not_delivered_again(Rig system) throws Exception {
        var load = new Load(system.edge("order-service"), system.edge("user-service"));
        var placed = load.place(ORDERS, 8, load.registerUsers(), accepted -> {});
        Audit.of(system, placed.ids());

        for (ServiceProcess service : system.services()) {
            Stops.inTime(service);
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
}
