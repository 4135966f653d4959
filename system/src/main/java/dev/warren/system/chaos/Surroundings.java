package dev.warren.system.chaos;

import java.time.Duration;
import java.util.Map;

/** How the services are configured under chaos: what takes a minute in production takes seconds, so that it happens at all. */
final class Surroundings {

    static final Map<String, String> ENVIRONMENT = Map.of(
            "RABBITMQ_REQUESTED_HEARTBEAT", "4",
            "MESSAGING_BINDINGS_INTERVAL", "2s");

    /** How far a clock is put wrong: longer than any time-out of the runtime, shorter than an order's deadline. */
    static final Duration CLOCK_OFFSET = Duration.ofSeconds(30);

    private Surroundings() {}
}
