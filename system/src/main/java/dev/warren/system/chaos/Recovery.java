package dev.warren.system.chaos;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** How long it takes after a fault until as many orders end as before. Pure. */
final class Recovery {
    private static final Duration WINDOW = Duration.ofSeconds(4);
    private static final double ENOUGH = 0.95;

    private Recovery() {}

    /**
     * From the begin of a fault to the end of the last stretch of four seconds in which fewer orders ended than 95 % of the pace; zero
     * if there was none. Empty if that cannot be told: such a stretch reaches up to the next fault, or that comes too soon.
     *
     * @param perSecond the pace at which orders are placed
     * @param until when the next fault begins
     */
    static Optional<Duration> of(List<Sample> samples, double perSecond, Duration begun, Duration until) {
        Optional<Duration> recovered = Optional.empty();
        for (Sample from : samples) {
            Duration end = from.at().plus(WINDOW);
            if (end.compareTo(begun) <= 0 || end.compareTo(until) > 0) {
                continue;
            }
            Sample to = at(samples, end);
            double expected = perSecond * to.at().minus(from.at()).toMillis() / 1e3;
            if (to.ended() - from.ended() < Math.floor(expected * ENOUGH)) {
                recovered = Optional.empty();
            } else if (recovered.isEmpty()) {
                recovered = Optional.of(from.at().compareTo(begun) <= 0 ? Duration.ZERO : end.minus(begun));
            }
        }
        return recovered;
    }

    private static Sample at(List<Sample> samples, Duration time) {
        return samples.stream()
                .filter(sample -> sample.at().compareTo(time) >= 0)
                .findFirst()
                .orElseGet(samples::getLast);
    }
}
