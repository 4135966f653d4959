package dev.warren.system.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.warren.local.Await;
import dev.warren.system.rig.Rig;
import dev.warren.system.rig.ServiceProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** What becomes of the instances of a service, and whether a witness among the others is told in time. Not thread-safe. */
final class Churn {
    static final Duration INTERVAL = Duration.ofSeconds(1);
    static final Duration EXPIRY = Duration.ofSeconds(3);

    private static final Duration LONGEST = Duration.ofSeconds(60);
    private static final Duration LOOK = Duration.ofMillis(20);
    private static final Duration NEWCOMER = Duration.ofSeconds(1);
    private static final String GONE = "GONE";

    private final Rig rig;
    private final ServiceProcess witness;
    private final int slack;
    private final List<Instant> kills = new ArrayList<>();

    /**
     * @param witness is left alone
     * @param slack how many times longer than promised anything may take, on a machine that has no time for heartbeats
     */
    Churn(Rig rig, ServiceProcess witness, int slack) {
        this.rig = rig;
        this.witness = witness;
        this.slack = slack;
    }

    /** When something was killed. */
    List<Instant> kills() {
        return kills;
    }

    /** One instance is killed, another one freezes for a while, a new one comes: there are as many as before. */
    void round(String service) {
        List<ServiceProcess> victims = rig.instances(service).stream()
                .filter(instance -> instance != witness)
                .toList();
        ServiceProcess added = rig.add(service);
        added.launch();
        kill(victims.getFirst());
        freeze(victims.getLast());
        added.awaitReady();
        assertShown(added, "UP"::equals, NEWCOMER);
    }

    private void kill(ServiceProcess victim) {
        kills.add(Instant.now());
        victim.kill();
        assertShown(victim, GONE::equals, EXPIRY.plus(INTERVAL));
        rig.remove(victim);
    }

    private void freeze(ServiceProcess victim) {
        victim.pause();
        assertShown(victim, state -> !state.equals("UP"), INTERVAL.multipliedBy(3));
        assertShown(victim, GONE::equals, EXPIRY);
        victim.resume();
        assertShown(victim, "UP"::equals, INTERVAL.multipliedBy(2));
    }

    private void assertShown(ServiceProcess instance, Predicate<String> state, Duration within) {
        long begun = System.nanoTime();
        assertThat(Await.until(LONGEST, LOOK, () -> state.test(shown(instance))))
                .as("%s is shown as expected, but as %s", instance.instance(), shown(instance))
                .isTrue();
        assertThat(Duration.ofNanos(System.nanoTime() - begun))
                .as("until %s is shown as %s", instance.instance(), shown(instance))
                .isLessThan(within.multipliedBy(slack));
    }

    /** As the witness shows it. */
    private String shown(ServiceProcess instance) {
        try {
            for (JsonNode item : witness.edge().get("/services").expect(200).get("items")) {
                if (item.get("port").asInt() == instance.port()) {
                    return item.get("state").asText();
                }
            }
            return GONE;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
