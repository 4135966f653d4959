package dev.warren.messaging.broker;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** Waiting times between attempts: doubled each time up to a limit, with jitter so that instances do not march in step. */
public final class Backoff {

    private final Duration first;
    private final Duration longest;
    private int failures;

    public Backoff(Duration first, Duration longest) {
        this.first = first;
        this.longest = longest;
    }

    /** How long to wait after one more failure: between half of the step and the whole of it. */
    public Duration next() {
        long step = Math.min(longest.toMillis(), first.toMillis() << Math.min(failures++, 20));
        return Duration.ofMillis(step / 2 + ThreadLocalRandom.current().nextLong(step / 2 + 1));
    }

    public void reset() {
        failures = 0;
    }

    public int failures() {
        return failures;
    }
}
