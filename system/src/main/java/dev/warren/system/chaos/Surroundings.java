package dev.warren.system.chaos;

import java.util.Map;

/** How the services are configured under chaos: what takes a minute in production takes seconds, so that it happens at all. */
final class Surroundings {

    static final Map<String, String> ENVIRONMENT = Map.of(
            "RABBITMQ_REQUESTED_HEARTBEAT", "4",
            "MESSAGING_BINDINGS_INTERVAL", "2s");

    private Surroundings() {}
}
