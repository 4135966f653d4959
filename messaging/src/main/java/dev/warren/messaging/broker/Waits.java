package dev.warren.messaging.broker;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits for things that happen once. */
public final class Waits {

    private Waits() {}

    /** Returns true as soon as the event has happened, false if it has not within the time. */
    public static boolean happens(CompletableFuture<?> event, Duration within) throws InterruptedException {
        try {
            event.get(within.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException("an event only ever happens", e);
        }
    }
}
