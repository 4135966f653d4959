package dev.warren.system.tour;

import dev.warren.local.Await;
import dev.warren.local.LocalException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;

/** Looks at the system again and again until something is so. */
final class Looking {

    static final Duration SOON = Duration.ofSeconds(60);
    private static final Duration AGAIN = Duration.ofMillis(250);

    private Looking() {}

    /** Something that is asked of the system. */
    @FunctionalInterface
    interface Look {
        boolean holds() throws IOException;
    }

    /** Blocks for a minute at most. */
    static void until(String what, Look look) throws IOException {
        until(what, SOON, look);
    }

    /** @throws LocalException {@code TOUR_STUCK} if it is not so in time */
    static void until(String what, Duration atMost, Look look) throws IOException {
        try {
            if (!Await.until(atMost, AGAIN, () -> holds(look))) {
                throw new LocalException(
                        "TOUR_STUCK",
                        "waited %d s for %s: ./warren status tells what is down".formatted(atMost.toSeconds(), what));
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static boolean holds(Look look) {
        try {
            return look.holds();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
