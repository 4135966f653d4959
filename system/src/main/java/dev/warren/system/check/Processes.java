package dev.warren.system.check;

import dev.warren.system.check.Instances.Pause;
import java.time.Duration;
import java.time.Instant;

/** The processes and what they hold. */
final class Processes {

    private Processes() {}

    /** I15. */
    static void registry(Facts facts, Findings found) {
        Instances instances = facts.evidence.instances().orElseThrow();
        Duration bound = facts.evidence.limits().registry();
        instances
                .views()
                .forEach((viewer, view) -> found.equal("registry as shown by", viewer, instances.live(), view));
        for (Pause pause : instances.pauses()) {
            within("paused instance shown as SUSPECT", pause, pause.paused(), pause.suspect(), bound, found);
            within("paused instance left out", pause, pause.paused(), pause.gone(), bound, found);
            within("resumed instance shown again", pause, pause.resumed(), pause.returned(), bound, found);
        }
    }

    private static void within(String what, Pause pause, Instant from, Instant seen, Duration bound, Findings found) {
        if (seen == null || seen.isAfter(from.plus(bound))) {
            found.add(what, pause.instance(), "until " + from.plus(bound), seen == null ? "never" : seen);
        }
    }

    /** I16. */
    static void resources(Facts facts, Findings found) {
        for (Resource it : facts.evidence.resources().orElseThrow()) {
            if (it.now() > it.baseline() + it.tolerance()) {
                found.add(
                        "number of",
                        it.name(),
                        "%d, at most %d more".formatted(it.baseline(), it.tolerance()),
                        it.now());
            }
        }
    }
}
