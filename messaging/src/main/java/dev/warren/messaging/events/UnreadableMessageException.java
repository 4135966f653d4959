package dev.warren.messaging.events;

/** A delivery that is no event this participant can read. Permanent: the message is parked with this reason, and no attempt is wasted on it. */
public final class UnreadableMessageException extends RuntimeException {

    public UnreadableMessageException(String message) {
        super(message);
    }

    public UnreadableMessageException(String message, Throwable cause) {
        super(message, cause);
    }
}
