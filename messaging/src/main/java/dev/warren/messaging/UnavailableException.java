package dev.warren.messaging;

import java.time.Duration;

/** The service cannot take a command now: answered 503 with Retry-After. A message is never refused this way; it waits. */
public final class UnavailableException extends RuntimeException {

    private final Duration retryAfter;

    public UnavailableException(String message, Duration retryAfter, Throwable cause) {
        super(message, cause);
        this.retryAfter = retryAfter;
    }

    /** How long a client should wait before it tries again. */
    public Duration retryAfter() {
        return retryAfter;
    }
}
