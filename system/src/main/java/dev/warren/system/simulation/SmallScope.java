package dev.warren.system.simulation;

import dev.warren.orders.saga.Deadlines;
import dev.warren.system.check.Checker;
import dev.warren.system.check.Violation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Every way that a few orders can go: all orders of deliveries, calls and the customer's cancellation, with crashes and duplicates at
 * every place. A process finishes a message before it takes another, so what is enumerated is who is next. A state that was
 * reached before is not gone into again.
 */
final class SmallScope {

    /** @param complete false if there was more than the limit allowed to try */
    record Outcome(long worlds, long states, List<Violation> violations, boolean complete) {}

    private static final Deadlines DEADLINES = new Deadlines(Duration.ofSeconds(20), Duration.ofSeconds(40));

    private final Setting setting;
    private final int crashes;
    private final int duplicates;
    private final Coverage coverage = new Coverage();
    private final Set<Long> seen = new HashSet<>();
    private final List<Violation> violations = new ArrayList<>();

    SmallScope(int orders, int crashes, int duplicates) {
        this.setting = new Setting(1, orders, 1, Integer.MAX_VALUE / 8, 8, DEADLINES, Duration.ofMinutes(5));
        this.crashes = crashes;
        this.duplicates = duplicates;
    }

    /** @param limit of worlds to try */
    Outcome explore(long limit) {
        long worlds = 0;
        List<Integer> path = List.of();
        while (path != null && worlds < limit && violations.isEmpty()) {
            var script = new Script(path, crashes, duplicates);
            live(script);
            worlds++;
            path = script.next();
        }
        return new Outcome(worlds, seen.size(), violations, path == null);
    }

    private void live(Script script) {
        var world = new World(script, setting, new Parts(), coverage);
        script.begin();
        boolean known =
                world.liveCoarsely(() -> script.isBeyondPath() && !seen.add(world.state() * 31 + script.faults()));
        if (!known) {
            violations.addAll(Checker.check(new Witness(world).evidence()));
        }
    }
}
