package dev.warren.messaging.events;

import dev.warren.messaging.Contract;
import dev.warren.messaging.Participant;
import dev.warren.messaging.Privacy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** The smallest possible event: its body is its text. */
record Greeting(UUID about, String text, UUID process) {

    static final String TYPE = "greeter.greeted.v1";
    static final UUID ABOUT = UUID.fromString("0193f5a0-1c2d-7e3f-8a4b-5c6d7e8f9a0b");
    static final UUID PROCESS = UUID.fromString("0193f5a0-0000-7000-8000-000000000001");

    static final Participant GREETER = new Participant("greeter-service", "greeter", Set.of());
    static final Participant GUEST = new Participant("guest-service", "guest", Set.of(TYPE));

    static final Contract<Greeting> CONTRACT = new Contract<>(
            greeting -> TYPE,
            type -> URI.create("urn:test:" + type),
            Greeting::read,
            greeting -> greeting.text().getBytes(StandardCharsets.UTF_8),
            Greeting::about,
            greeting -> Optional.ofNullable(greeting.process()));

    /** The body begins with its version. */
    static final Contract<Greeting> CONTRACT_OF_TWO_VERSIONS = new Contract<>(
            Set.of("greeter.greeted.v1", "greeter.greeted.v2"),
            greeting -> "greeter.greeted.v2",
            type -> URI.create("urn:test:" + type),
            Greeting::read,
            (type, greeting) -> (type + " " + greeting.text()).getBytes(StandardCharsets.UTF_8),
            Greeting::about,
            greeting -> Optional.ofNullable(greeting.process()),
            Privacy.NONE);

    private static Greeting read(String type, byte[] body) {
        String text = new String(body, StandardCharsets.UTF_8);
        if (text.isEmpty()) {
            throw new IllegalStateException();
        }
        return new Greeting(ABOUT, text, PROCESS);
    }
}
