package dev.warren.messaging.deadletters;

import java.util.Optional;

/**
 * Which dead letters; an empty part admits all.
 *
 * @param type of the message, whole
 * @param reason a part of it, in any case of letters
 */
public record Filter(Optional<DeadLetter.Status> status, Optional<String> type, Optional<String> reason) {

    Filter parked() {
        return new Filter(Optional.of(DeadLetter.Status.PARKED), type, reason);
    }
}
