package dev.warren.system.crash;

import dev.warren.local.Await;
import dev.warren.system.rig.ServiceProcess;
import dev.warren.system.rig.Site.Extras;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Starts a service again and again, each time to crash at the next point. Blocks; for one thread. */
final class Victim {

    private static final Duration REACHED_WITHIN = Duration.ofSeconds(90);
    private static final int HALTED = 137;

    private final ServiceProcess service;
    private final Consumer<Crash> progress;

    /** @param progress told each crash that was waited for, whether it came or not */
    Victim(ServiceProcess service, Consumer<Crash> progress) {
        this.service = service;
        this.progress = progress;
    }

    /**
     * What became of a crash.
     *
     * @param failure null if it happened as planned
     */
    record Outcome(Crash crash, String failure) {}

    /** Returns when the last crash was seen or has not come in time. The service is started once more then: the others need its work. */
    List<Outcome> suffer(List<Crash> crashes) {
        service.stop();
        var outcomes = new ArrayList<Outcome>();
        for (Crash crash : crashes) {
            service.launch(Extras.flags(crash.flag()));
            outcomes.add(new Outcome(crash, failure()));
            progress.accept(crash);
        }
        service.launch();
        return outcomes;
    }

    private String failure() {
        if (!Await.until(REACHED_WITHIN, () -> !service.isAlive())) {
            service.kill();
            return "not reached within " + REACHED_WITHIN.toSeconds() + " s";
        }
        int code = service.awaitExit(Duration.ZERO);
        return code == HALTED ? null : "the process ended with %d instead of %d".formatted(code, HALTED);
    }
}
