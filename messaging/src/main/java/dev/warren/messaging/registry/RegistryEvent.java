package dev.warren.messaging.registry;

import dev.warren.messaging.Settings;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** What instances say of themselves. A suspicion, not truth: nothing that must be right rests on it. */
public sealed interface RegistryEvent {

    /** The wire names of these events; each has a schema in {@code schemas/} on the class path. */
    static Set<String> types() {
        return RegistryContract.types();
    }

    UUID instanceId();

    /**
     * I am alive ({@code registry.heartbeat.v1}).
     *
     * @param interval time until the next heartbeat, so that listeners know what silence means
     * @param routes URI templates of the paths that it answers and not every instance does, for example {@code /users/{id}}
     */
    record Heartbeat(
            UUID instanceId,
            String service,
            String address,
            int port,
            String version,
            Instant startedAt,
            Duration interval,
            List<String> routes)
            implements RegistryEvent {

        private static final Duration LONGEST_INTERVAL = Duration.ofHours(1);
        private static final int LONGEST_TEXT = 255;
        private static final int MOST_ROUTES = 1_000;
        private static final int LONGEST_ROUTE = 500;

        public Heartbeat {
            Settings.between("interval", interval, Duration.ofMillis(1), LONGEST_INTERVAL);
            Settings.between("port", port, 1, 65_535);
            Settings.between("length of service", service.length(), 1, LONGEST_TEXT);
            Settings.between("length of address", address.length(), 1, LONGEST_TEXT);
            requireHost(address);
            Settings.between("length of version", version.length(), 0, LONGEST_TEXT);
            Settings.between("number of routes", routes.size(), 0, MOST_ROUTES);
            routes.forEach(route -> Settings.between("length of a route", route.length(), 1, LONGEST_ROUTE));
            routes = List.copyOf(routes);
        }

        /** What no URI can hold nobody can call, and whoever tried would fail at all others, too. */
        private static void requireHost(String address) {
            if (!isHost(address)) {
                throw new IllegalArgumentException("address must be an IP address or a host's name but was " + address);
            }
        }

        private static boolean isHost(String address) {
            try {
                String host = new URI("http", address, null, null).getHost();
                return address.equals(host) || ("[" + address + "]").equals(host);
            } catch (URISyntaxException none) {
                return false;
            }
        }
    }

    /** I am going ({@code registry.left.v1}). */
    record Left(UUID instanceId, String service) implements RegistryEvent {}
}
