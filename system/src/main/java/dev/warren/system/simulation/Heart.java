package dev.warren.system.simulation;

import dev.warren.messaging.registry.Instance;
import dev.warren.messaging.registry.RegistryEvent.Heartbeat;
import dev.warren.messaging.registry.View;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** What a process says of itself and hears of others, from its start to its end. */
final class Heart {

    static final Duration INTERVAL = Duration.ofSeconds(5);
    static final Duration EXPIRY = Duration.ofSeconds(15);

    private final Heartbeat heartbeat;
    private final View view;

    /** @param port no other process of the world has had it */
    Heart(UUID id, String service, int port, Instant now) {
        this.heartbeat = new Heartbeat(id, service, "127.0.0.1", port, "0", now, INTERVAL, List.of());
        this.view = new View(id, EXPIRY);
    }

    void hear(Heart other, Instant now) {
        view.hear(other.heartbeat, now);
    }

    void deaf(Instant now) {
        view.deaf(now);
    }

    String name() {
        return heartbeat.service() + "@" + heartbeat.port();
    }

    Set<String> shows(Instant now) {
        return view.instances(now).stream().map(Heart::name).collect(Collectors.toSet());
    }

    private static String name(Instance instance) {
        return instance.service() + "@" + instance.port();
    }
}
