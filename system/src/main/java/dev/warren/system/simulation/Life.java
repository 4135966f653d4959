package dev.warren.system.simulation;

import dev.warren.system.check.Checker;
import dev.warren.system.check.Invariant;
import dev.warren.system.check.Violation;
import java.util.ArrayList;
import java.util.List;

/**
 * What became of a world.
 *
 * @param seed lives the same world again
 * @param ways one for each order, and equal only for orders that went the same way
 */
record Life(long seed, int orders, List<Long> ways, List<Violation> violations) {

    /** How many orders the world of a seed will place. */
    static int orders(long seed, Coverage coverage) {
        return Setting.by(new Dice(seed, coverage)).orders();
    }

    /** Lives the world of a seed; the same seed gives the same life. */
    static Life of(long seed, Parts parts, Coverage coverage) {
        var dice = new Dice(seed, coverage);
        var world = new World(dice, Setting.by(dice), parts, coverage);
        var violations = new ArrayList<Violation>();
        if (!world.live()) {
            violations.add(new Violation(Invariant.QUIET, "world", Long.toString(seed), "at rest", world.unrest()));
        }
        violations.addAll(Checker.check(new Witness(world).evidence()));
        return new Life(seed, world.setting().orders(), world.ways(), violations);
    }
}
