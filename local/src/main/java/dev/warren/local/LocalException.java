package dev.warren.local;

/**
 * Something on this machine could not be started, found or stopped. The message is one a user can act on: a stable code,
 * what, which one, the actual value, what next.
 */
public class LocalException extends RuntimeException {
    private final String code;

    public LocalException(String code, String message) {
        this(code, message, null);
    }

    public LocalException(String code, String message, Throwable cause) {
        super(code + ": " + message, cause);
        this.code = code;
    }

    /** The stable code that the message starts with, such as {@code BROKER_NOT_INSTALLED}. */
    public String code() {
        return code;
    }
}
