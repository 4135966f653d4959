package dev.warren.messaging.requests;

/** A request that was not answered, and why. The caller goes on without the answer, or asks again; nothing has changed anywhere. */
public final class RequestException extends RuntimeException {

    /** Why there is no answer. */
    public enum Reason {
        /** The service knows nothing of what was asked for. */
        NOT_FOUND(true),
        /** The service cannot understand the question. */
        BAD_REQUEST(true),
        /** The service does not read the question's format, or does not write the one wanted. */
        UNSUPPORTED_CONTENT_TYPE(true),
        /** The service tried and could not. */
        FAILED(true),
        /** The deadline passed. */
        TIMED_OUT(false),
        /** No queue is bound for this request. */
        NOBODY_ANSWERS(false),
        /** No connection to the broker, or it was lost while the answer was awaited, or the broker takes no messages. */
        BROKER_AWAY(false),
        /** As many requests as allowed await their answer already. */
        TOO_MANY(false),
        /** What came back is no answer. */
        UNREADABLE_ANSWER(false);

        private final boolean answered;

        Reason(boolean answered) {
            this.answered = answered;
        }

        /** Whether the service said so itself. */
        boolean isAnswered() {
            return answered;
        }
    }

    private final Reason reason;
    private final String detail;

    public RequestException(Reason reason, String detail) {
        this(reason, detail, null);
    }

    public RequestException(Reason reason, String detail, Throwable cause) {
        super(reason + ": " + detail, cause);
        this.reason = reason;
        this.detail = detail;
    }

    public Reason reason() {
        return reason;
    }

    public String detail() {
        return detail;
    }
}
