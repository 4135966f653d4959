package dev.warren.system.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.warren.system.demo.EventTap;
import dev.warren.system.rig.Rig;
import dev.warren.system.rig.ServiceProcess;
import dev.warren.system.rig.SharedRig;
import dev.warren.system.rig.Site.Extras;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A version of an event is rolled out and back, one instance after the other, while orders come in. */
@ExtendWith(SharedRig.class)
class RollingVersionsIT {

    private static final String OLDER = "order.placed.v1";
    private static final String NEWER = "order.placed.v2";
    private static final int ORDERS_PER_SECOND = 100;
    private static final Duration SOON = Duration.ofSeconds(60);

    @Test
    void orders_are_said_in_both_versions_at_once_and_none_is_lost_or_parked(Rig rig) throws Exception {
        var said = new ConcurrentHashMap<String, Integer>();
        ServiceProcess second = rig.add("order-service");
        second.launch();
        rig.awaitReady();
        var visitors = new Visitors(rig.edge("notification-service"), 1);
        try (visitors;
                var tap = new EventTap(
                        rig.broker().administrator(), event -> said.merge(event.type(), 1, Integer::sum))) {
            visitors.visit(ORDERS_PER_SECOND);
            for (Extras says : List.of(saying(OLDER), saying(NEWER))) {
                ServiceProcess first = rig.service("order-service");
                restart(first, says);
                awaitBoth(said);
                restart(second, says);
            }
            rig.awaitReady();
        }
        assertThat(visitors.failures()).isEmpty();
        Audit.of(rig, visitors.accepted());
        rig.remove(second);
        rig.awaitReady();
    }

    private static Extras saying(String type) {
        return new Extras(List.of(), Map.of("MESSAGING_VERSIONS", type));
    }

    private static void restart(ServiceProcess instance, Extras says) {
        instance.stop();
        instance.launch(says);
        instance.awaitReady();
    }

    /** Each is said more often than before. */
    private static void awaitBoth(Map<String, Integer> said) {
        var before = Map.copyOf(said);
        for (String type : List.of(OLDER, NEWER)) {
            await().atMost(SOON).until(() -> said.getOrDefault(type, 0) > before.getOrDefault(type, 0));
        }
    }
}
