package dev.warren.messaging.deadletters;

/** Something that cannot be done about a dead letter as it is now; nothing was changed. The message says what to do instead. */
public final class RefusedException extends RuntimeException {

    /** Why, for programs. */
    public enum Reason {
        NO_SUCH_DEAD_LETTER,
        NO_SUCH_REDRIVE,
        /** It is not parked: sent back, handled or discarded already. */
        NOT_PARKED,
        /** It was changed since the caller looked. */
        CHANGED_MEANWHILE,
        /** The inbox may have forgotten by now whether the message was handled. */
        OLDER_THAN_INBOX,
        /** Edited like this it would equal another dead letter. */
        ALIKE,
        /** Another redrive of many is under way. */
        REDRIVE_RUNNING
    }

    private final Reason reason;

    public RefusedException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
