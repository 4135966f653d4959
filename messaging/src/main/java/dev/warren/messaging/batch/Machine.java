package dev.warren.messaging.batch;

import dev.warren.messaging.tracing.Tracing;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** What a service needs of the machine it runs on: time, threads and waiting, and a place to tell what it does. */
public interface Machine {

    Clock clock();

    /** A new one for each service, which shuts it down. */
    ExecutorService effectThreads();

    /** Where those who wait for a command are told. */
    Executor answerThreads();

    /** Waits until it happens or the time has passed; true if it happened. */
    boolean happens(CountDownLatch event, Duration within) throws InterruptedException;

    default Tracing tracing() {
        return Tracing.none();
    }

    /** The real one: virtual threads, and a clock that may be another than the system's. */
    static Machine real(Clock clock, Tracing tracing) {
        return new Machine() {
            @Override
            public Clock clock() {
                return clock;
            }

            @Override
            public Tracing tracing() {
                return tracing;
            }

            @Override
            public ExecutorService effectThreads() {
                return Executors.newThreadPerTaskExecutor(
                        Thread.ofVirtual().name("effect-", 0).factory());
            }

            @Override
            public Executor answerThreads() {
                return Executors.newVirtualThreadPerTaskExecutor();
            }

            @Override
            public boolean happens(CountDownLatch event, Duration within) throws InterruptedException {
                return event.await(within.toMillis(), TimeUnit.MILLISECONDS);
            }
        };
    }
}
