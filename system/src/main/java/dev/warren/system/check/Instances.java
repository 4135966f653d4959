package dev.warren.system.check;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Who runs, and who is believed to. An instance reads {@code service@port}. Immutable.
 *
 * @param live the processes
 * @param views what each instance shows, by the instance that shows it
 * @param pauses instances that were stopped for a while
 */
public record Instances(Set<String> live, Map<String, Set<String>> views, List<Pause> pauses) {

    public Instances {
        live = Set.copyOf(live);
        views = Map.copyOf(views);
        pauses = List.copyOf(pauses);
    }

    /** When the others saw what; null is never. */
    public record Pause(
            String instance, Instant paused, Instant suspect, Instant gone, Instant resumed, Instant returned) {}
}
