package dev.warren.messaging.registry;

import dev.warren.messaging.registry.Instance.State;
import dev.warren.messaging.registry.RegistryEvent.Heartbeat;
import dev.warren.messaging.registry.RegistryEvent.Left;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Everybody's last heartbeat. Pure but for its map; time comes from the caller. Thread-safe.
 *
 * <p>While nothing can be heard nobody is forgotten: silence then says something about the listener. After it everybody gets a
 * full expiry to be heard again.
 */
public final class View {

    private record Seen(Heartbeat heartbeat, Instant at) {}

    private final Duration expiry;
    private final Map<UUID, Seen> seen = new ConcurrentHashMap<>();
    private volatile Instant deafSince;
    private volatile Instant hearingSince = Instant.MIN;

    public View(Duration expiry) {
        this.expiry = expiry;
    }

    /** @return whether the instance was not known before */
    public boolean hear(Heartbeat heartbeat, Instant now) {
        return seen.put(heartbeat.instanceId(), new Seen(heartbeat, now)) == null;
    }

    public void hear(Left left) {
        seen.remove(left.instanceId());
    }

    public void deaf(Instant now) {
        if (deafSince == null) {
            deafSince = now;
        }
    }

    public void hearing(Instant now) {
        deafSince = null;
        hearingSince = now;
    }

    /** Who is alive, by service and then by start. */
    public List<Instance> instances(Instant now) {
        Instant until = deafSince == null ? now : deafSince;
        seen.values().removeIf(s -> silence(s, until).compareTo(expiry) > 0);
        return seen.values().stream()
                .map(s -> instance(s, until))
                .sorted(Comparator.comparing(Instance::service)
                        .thenComparing(Instance::startedAt)
                        .thenComparing(Instance::id))
                .toList();
    }

    private Instance instance(Seen seen, Instant until) {
        Heartbeat last = seen.heartbeat();
        // A beat may be late by its jitter and its way; half an interval covers both.
        boolean missed = silence(seen, until).toMillis() > last.interval().toMillis() * 3 / 2;
        return new Instance(
                last.service(),
                last.instanceId(),
                last.address(),
                last.port(),
                last.version(),
                last.startedAt(),
                seen.at(),
                missed ? State.SUSPECT : State.UP);
    }

    private Duration silence(Seen seen, Instant until) {
        Instant from = seen.at().isBefore(hearingSince) ? hearingSince : seen.at();
        return Duration.between(from, until);
    }
}
