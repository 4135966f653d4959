package dev.warren.events;

/**
 * A message that is no JSON or breaks its event's rules. Permanent: trying again cannot help, so the message is
 * dead-lettered; an operator corrects and redrives it, or deletes it. It shows no name and no address, and has no cause
 * that would.
 */
public final class InvalidEventException extends RuntimeException {

    private final String type;
    private final String path;
    private final String reason;

    InvalidEventException(String type, String path, String reason) {
        super("INVALID_EVENT: %s %s %s: correct it and redrive, or delete it".formatted(type, path, reason));
        this.type = type;
        this.path = path;
        this.reason = reason;
    }

    /** The event's wire name. */
    public String type() {
        return type;
    }

    /** Where the mistake is, for example {@code $.items[0].quantity}; {@code $} is the whole document. */
    public String path() {
        return path;
    }

    /** The rule and the actual value, worded to follow the path. */
    public String reason() {
        return reason;
    }
}
