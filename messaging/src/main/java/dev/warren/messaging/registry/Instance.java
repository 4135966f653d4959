package dev.warren.messaging.registry;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * An instance as another one knows it from its heartbeats.
 *
 * @param routes URI templates of the paths that it answers and not every instance does
 * @param lastSeen when its last heartbeat was heard, by the listener's clock
 */
public record Instance(
        String service,
        UUID id,
        String address,
        int port,
        String version,
        Instant startedAt,
        List<String> routes,
        Instant lastSeen,
        State state) {

    /** Suspect: a heartbeat is missing, but not for long enough to count the instance as gone. */
    public enum State {
        UP,
        SUSPECT
    }
}
