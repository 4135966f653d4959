package dev.warren.system.replay;

import dev.warren.local.LocalException;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/** Where there is something to tell again. It can be gone through more than once. */
public interface Source {

    /**
     * Hands out all there is at this moment, in its order, and returns after the last; nothing is handed out while the consumer is at work.
     *
     * @throws LocalException if it cannot be read
     */
    void each(Consumer<Told> consumer) throws InterruptedException;

    /** From when on it is complete; empty if it has all there ever was. */
    default Optional<Instant> completeSince() throws InterruptedException {
        return Optional.empty();
    }
}
