package dev.warren.system.chaos;

import java.time.Duration;
import java.util.Optional;

/**
 * A fault as it went.
 *
 * @param begun since the start of the load
 * @param mended likewise
 */
record Done(Planned planned, Duration begun, Duration mended) {

    Duration took() {
        return mended.minus(begun);
    }

    /**
     * @param recovered from its begin until the throughput was what it had been; empty if that was not seen before the next fault
     */
    record Recovered(Done fault, Optional<Duration> recovered) {}
}
