package dev.warren.system.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.system.rig.Rig;
import dev.warren.system.rig.Site;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The short form of {@code ./warren chaos}: a schedule that is always the same. */
class ChaosIT {

    private static final long SEED = 20261121;
    private static final int FAULTS = 6;

    @Test
    void six_faults_of_six_kinds_while_orders_are_placed_break_no_invariant() throws Exception {
        var plan = Plan.of(SEED, 300, 0, Duration.ZERO, FAULTS, Kind.Menu.SHORT, Duration.ofSeconds(3));
        Site site = Site.ofTest("chaos").with(Surroundings.ENVIRONMENT);
        var folder = RunFolder.emptied(Path.of("target", "chaos"));
        folder.write(plan);
        try (var rig = Rig.at(site)) {
            Outcome outcome = new ChaosRun(plan, rig.start(), folder, new Silent()).run();
            folder.write(outcome);
            System.out.println(new Report(outcome).timeline().collect(Collectors.joining("\n")) + "\n" + outcome);

            assertThat(outcome.violations()).as("seed %d", SEED).isEmpty();
            assertThat(outcome.accepted()).isEqualTo(plan.orders());
            assertThat(outcome.kinds()).isEqualTo(FAULTS);
        }
    }

    private static final class Silent implements ChaosRun.Progress {
        @Override
        public void accepted(int orders) {}

        @Override
        public void now(String what) {}
    }
}
