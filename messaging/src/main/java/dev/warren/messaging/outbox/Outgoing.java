package dev.warren.messaging.outbox;

import dev.warren.messaging.events.Message;
import java.util.List;
import java.util.UUID;

/** The way out for committed messages, as the writing thread sees it. Nothing here blocks. Thread-safe. */
public interface Outgoing {

    /** Takes over messages that are committed, as far as there is room. Those already held are skipped. */
    void offer(List<Message> messages);

    /** How many more messages there is room for. */
    int room();

    /** Whether there is so much room that filling it is worth a look into the table. */
    boolean isHalfEmpty();

    /** Messages that are with the broker for good since the last call; the caller deletes their rows. */
    List<UUID> takeConfirmed();

    /** The rows of confirmed messages are deleted; called after the commit, so that no sweep offers them in between. */
    void forget(List<UUID> deleted);

    /** The rows of confirmed messages could not be deleted; they are handed out again. */
    void putBack(List<UUID> undeleted);

    /** Whether messages go out at this moment. */
    boolean isPublishing();

    /** Whether waiting longer would empty the outbox no further: nothing is held, or nothing goes out. */
    boolean isIdle();
}
