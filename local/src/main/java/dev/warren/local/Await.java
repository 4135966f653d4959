package dev.warren.local;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for a condition, never for time alone. */
public final class Await {
    private static final Duration POLL = Duration.ofMillis(50);

    private Await() {}

    /**
     * Blocks until the condition holds, looking every 50 ms, and at most as long as the timeout.
     *
     * @return whether the condition held in time
     * @throws LocalException {@code INTERRUPTED} when the waiting thread is interrupted; its interrupt flag stays set
     */
    public static boolean until(Duration timeout, BooleanSupplier condition) {
        return until(timeout, POLL, condition);
    }

    /** The same for a condition that costs something to look at: looks once in each interval. */
    public static boolean until(Duration timeout, Duration interval, BooleanSupplier condition) {
        long deadline = System.nanoTime() + timeout.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - deadline >= 0) {
                return false;
            }
            if (Thread.currentThread().isInterrupted()) {
                throw new LocalException("INTERRUPTED", "gave up waiting because the thread was interrupted");
            }
            LockSupport.parkNanos(interval.toNanos());
        }
        return true;
    }
}
