package dev.warren.messaging.retry;

import dev.warren.messaging.ContradictionException;
import dev.warren.messaging.events.UnreadableMessageException;

/**
 * Why a message could not be handled, and whether trying again may help.
 *
 * @param permanent true for what no later attempt can change: the message goes to the dead letters at once
 */
public record Failure(String reason, boolean permanent) {

    public static Failure permanent(String reason) {
        return new Failure(reason, true);
    }

    public static Failure passing(String reason) {
        return new Failure(reason, false);
    }

    /** By type: what cannot be read and what contradicts stays so; anything else may pass, if only with the next deployment. */
    public static Failure of(Throwable thrown) {
        return switch (thrown) {
            case UnreadableMessageException unreadable -> permanent(unreadable.getMessage());
            case ContradictionException contradiction -> permanent(contradiction.getMessage());
            default -> passing("the decision threw " + thrown);
        };
    }
}
