package dev.warren.local;

/** The management API refused a request or could not be reached. A request that was refused changed nothing. */
public final class RabbitAdminException extends LocalException {
    private final int status;
    private final String body;

    RabbitAdminException(String request, int status, String body) {
        super("BROKER_ADMIN_REFUSED", request + " was answered " + status + ": " + body);
        this.status = status;
        this.body = body;
    }

    RabbitAdminException(String request, Throwable cause) {
        super("BROKER_ADMIN_UNREACHABLE", request + " was not answered: " + cause, cause);
        this.status = 0;
        this.body = "";
    }

    /** The HTTP status, or 0 when there was no answer. */
    public int status() {
        return status;
    }

    /** What the broker said, or an empty text when there was no answer. */
    public String body() {
        return body;
    }
}
