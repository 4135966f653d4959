package dev.warren.system.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.messaging.FailPoint;
import dev.warren.system.rig.Broker;
import dev.warren.system.rig.Rig;
import dev.warren.system.rig.Site;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;

/** The short form: every fail point once. */
class CrashMatrixIT {

    private static final Duration QUIET = Broker.FIGURES_AGE;

    @Test
    void a_crash_at_any_point_breaks_no_invariant() throws Exception {
        long seed = ThreadLocalRandom.current().nextLong(1, 1_000_000);
        var matrix = new CrashMatrix(1, seed, QUIET);
        var test = Site.ofTest("crash-matrix");
        var site = new Site(test.project(), test.folder(), test.programs(), CrashMatrix.ENVIRONMENT);
        Path history = site.folder().resolveSibling("crash-matrix.jsonl");
        Files.deleteIfExists(history);
        try (var rig = Rig.at(site)) {
            rig.start();
            var result = matrix.run(rig, history, crash -> {});
            assertThat(result.violations()).as("seed %d", seed).isEmpty();
            assertThat(result.crashes()).isEqualTo(FailPoint.values().length);
        }
    }
}
