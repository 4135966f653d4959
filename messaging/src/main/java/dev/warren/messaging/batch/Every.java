package dev.warren.messaging.batch;

import java.time.Duration;
import java.time.Instant;

/** Something to do once per interval. A clock that was set back makes it due at once, instead of never for as long. Only on one thread. */
final class Every {

    private final Duration interval;
    private Instant last;

    Every(Duration interval) {
        this.interval = interval;
    }

    /** Whether it is due now; then it is due again an interval later. */
    boolean isDue(Instant now) {
        if (last != null && !now.isBefore(last) && now.isBefore(last.plus(interval))) {
            return false;
        }
        last = now;
        return true;
    }

    /** Makes it due the next time somebody asks. */
    void hurry() {
        last = null;
    }
}
