package dev.warren.messaging.retry;

import java.time.Duration;
import java.util.Optional;

/** The retry ladder: where a message waits before it is tried again. Each rung is a queue, and waiting is the queue's time to live. */
public enum Rung {
    SECOND("1s", Duration.ofSeconds(1)),
    TEN_SECONDS("10s", Duration.ofSeconds(10)),
    MINUTE("60s", Duration.ofSeconds(60));

    private static final int ATTEMPTS_PER_RUNG = 3;

    private final String label;
    private final Duration wait;

    Rung(String label, Duration wait) {
        this.label = label;
        this.wait = wait;
    }

    /** As it ends the name of the rung's queue. */
    public String label() {
        return label;
    }

    public Duration waiting() {
        return wait;
    }

    /**
     * Where a message waits that has failed so often.
     *
     * @param attempts from 1
     * @return empty when it was tried often enough: it is a dead letter
     */
    public static Optional<Rung> after(long attempts) {
        long rung = (attempts - 1) / ATTEMPTS_PER_RUNG;
        return rung < values().length ? Optional.of(values()[(int) rung]) : Optional.empty();
    }
}
