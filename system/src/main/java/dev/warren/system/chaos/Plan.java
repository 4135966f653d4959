package dev.warren.system.chaos;

import java.time.Duration;
import java.util.List;

/**
 * What a run is to do. Immutable.
 *
 * @param orders how many, evenly over the time but for those of the warm-up
 * @param warmUp how many come before everything else, so that what the services hold in the end can be compared; may be 0
 * @param lasts how long orders are placed
 * @param calm how long everything must be quiet before the books are checked, and again before they are checked once more
 */
record Plan(long seed, int orders, int warmUp, Duration lasts, List<Planned> schedule, Duration calm) {

    /** @param atLeast how long orders are placed, or longer if the faults take longer */
    static Plan of(long seed, int orders, int warmUp, Duration atLeast, int faults, Kind.Menu menu, Duration calm) {
        var schedule = Schedule.of(seed, menu.kinds(), faults);
        Duration end = Schedule.end(schedule);
        return new Plan(seed, orders, warmUp, end.compareTo(atLeast) > 0 ? end : atLeast, schedule, calm);
    }

    double ordersPerSecond() {
        return (orders - warmUp) / (lasts.toMillis() / 1e3);
    }
}
