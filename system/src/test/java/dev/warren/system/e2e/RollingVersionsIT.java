package dev.warren.system.e2e;

import static org.awaitility.Awaitility.await;

import dev.warren.system.demo.EventTap;
import dev.warren.system.load.Load;
import dev.warren.system.rig.Rig;
import dev.warren.system.rig.ServiceProcess;
import dev.warren.system.rig.SharedRig;
import dev.warren.system.rig.Site.Extras;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A version of an event is rolled out and back, one instance after the other, while orders come in. */
@ExtendWith(SharedRig.class)
class RollingVersionsIT {

    private static final Logger log = LoggerFactory.getLogger(RollingVersionsIT.class);
    private static final String OLDER = "order.placed.v1";
    private static final String NEWER = "order.placed.v2";

    /** Half of what is promised, as the machine is shared: {@code -Dwarren.rolling-orders=100}. */
    private static final int ORDERS_PER_SECOND = Integer.getInteger("warren.rolling-orders", 50);

    /** On a machine that has no time for that many, they would only pile up. */
    private static final int AT_A_TIME = 4 * ORDERS_PER_SECOND;

    private static final Duration SOON = Duration.ofSeconds(60);

    @Test
    void orders_are_said_in_both_versions_at_once_and_none_is_lost_or_parked(Rig rig) throws Exception {
        var said = new ConcurrentHashMap<String, Integer>();
        ServiceProcess second = rig.add("order-service");
        second.launch(saying(OLDER));
        rig.awaitReady();
        var load = new Load(rig.edge("notification-service"), rig.edge("user-service"));
        List<String> users = load.registerUsers();
        var placed = new ArrayList<Future<String>>();
        var underWay = new Semaphore(AT_A_TIME);
        long begun = System.nanoTime();
        try (var tap = new EventTap(rig.broker().administrator(), event -> said.merge(event.type(), 1, Integer::sum));
                var threads = Executors.newVirtualThreadPerTaskExecutor();
                var pace = Executors.newSingleThreadScheduledExecutor()) {
            Runnable place = () -> {
                int n = placed.size();
                if (underWay.tryAcquire()) {
                    placed.add(threads.submit(() -> {
                        try {
                            return load.place(n, users);
                        } finally {
                            underWay.release();
                        }
                    }));
                }
            };
            pace.scheduleAtFixedRate(place, 0, 1000 / ORDERS_PER_SECOND, TimeUnit.MILLISECONDS);
            ServiceProcess first = rig.service("order-service");
            awaitBoth(said);
            restart(first, saying(OLDER));
            restart(first, saying(NEWER));
            awaitBoth(said);
            rig.remove(second);
            rig.awaitReady();
            pace.shutdownNow();
        }
        var accepted = new ArrayList<String>();
        for (Future<String> order : placed) {
            accepted.add(order.get());
        }
        var took = Duration.ofNanos(System.nanoTime() - begun);
        log.info("{} orders accepted in {}; said: {}", accepted.size(), took, said);
        Audit.of(rig, accepted);
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
