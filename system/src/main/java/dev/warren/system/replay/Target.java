package dev.warren.system.replay;

import dev.warren.local.LocalException;
import dev.warren.messaging.Participant;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Whom it is told.
 *
 * @param isMissed whether it is told as something that never reached the queue: unmarked, so that what was not handled is handled in full,
 *     effects included
 */
public record Target(Participant participant, boolean isMissed) {

    /** @throws LocalException {@code NO_SUCH_QUEUE} if it is not the queue in which one of them hears events */
    public static Target queue(String queue, List<Participant> participants, boolean isMissed) {
        return participants.stream()
                .filter(participant -> participant.queue().equals(queue))
                .findFirst()
                .map(participant -> new Target(participant, isMissed))
                .orElseThrow(() -> new LocalException(
                        "NO_SUCH_QUEUE",
                        "--to-queue must be where a service hears events, one of %s, but was %s"
                                .formatted(
                                        participants.stream()
                                                .map(Participant::queue)
                                                .collect(Collectors.joining(", ")),
                                        queue)));
    }

    boolean hears(Told told) {
        return participant.hears().contains(told.type());
    }

    /** Whether what is told can change anything there. */
    public boolean canLearn() {
        return isMissed || participant.catchesUp();
    }
}
