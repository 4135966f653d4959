package dev.warren.system.simulation;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** The world's only clock, in whole milliseconds; it moves when the world says so. */
final class SimulatedClock extends Clock {

    private static final Instant BEGINNING = Instant.parse("2030-01-01T00:00:00Z");

    private Instant now = BEGINNING;

    void advance(long millis) {
        now = now.plusMillis(millis);
    }

    void advanceTo(Instant later) {
        if (later.isAfter(now)) {
            now = later;
        }
    }

    Duration since(Instant earlier) {
        return Duration.between(earlier, now);
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("the simulated clock shows UTC");
    }
}
