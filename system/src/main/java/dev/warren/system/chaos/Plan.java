package dev.warren.system.chaos;

import java.time.Duration;
import java.util.List;

/**
 * What a run is to do. Immutable.
 *
 * @param orders how many, evenly over the time
 * @param lasts how long orders are placed and faults begin
 * @param faults how many
 * @param calm how long everything must be quiet before the books are checked, and again before they are checked once more
 */
record Plan(long seed, int orders, Duration lasts, int faults, Kind.Menu menu, Duration calm) {

    List<Planned> schedule() {
        return Schedule.of(seed, menu.kinds(), faults, lasts);
    }

    double ordersPerSecond() {
        return orders / (lasts.toMillis() / 1e3);
    }
}
