package dev.warren.system.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.system.check.Checker;
import dev.warren.system.check.Limits;
import dev.warren.system.check.collect.Collector;
import dev.warren.system.check.collect.Interference;
import dev.warren.system.check.collect.LiveSystem;
import dev.warren.system.check.collect.Quiescence;
import dev.warren.system.rig.Broker;
import dev.warren.system.rig.Rig;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;

/** What must hold of a rig once everything is quiet: whatever the checker can tell without the clients' own history. */
final class Audit {

    private static final Duration REST = Duration.ofSeconds(120);

    private static final Duration INTERVAL = Broker.FIGURES_AGE;

    /** As many as notification-service has on the way at a time: its process or its database may end with all of them accepted. */
    private static final int MAILS_AT_A_TIME = 8;

    private Audit() {}

    /** Waits until the rig is quiet and then expects no violation, and every accepted order among those that are there. */
    static void of(Rig rig, Collection<String> accepted) {
        assertThat(accepted).as("ids of accepted orders").doesNotHaveDuplicates();
        var system = LiveSystem.of(rig);
        assertThat(new Quiescence(system, INTERVAL).await(REST)).isEmpty();
        int unrecorded = rig.interruptions("notification-service") * MAILS_AT_A_TIME;
        var evidence = new Collector(system, Limits.DEFAULT, Interference.NONE.withMailWindows(unrecorded))
                .collect(Optional.empty(), Optional.empty());
        assertThat(Checker.check(evidence)).isEmpty();
        assertThat(evidence.books().orders())
                .extracting(order -> order.id().toString())
                .containsAll(accepted);
    }
}
