package dev.warren.messaging.registry;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.warren.messaging.Contract;
import dev.warren.messaging.registry.RegistryEvent.Heartbeat;
import dev.warren.messaging.registry.RegistryEvent.Left;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The only two events that the runtime itself says. */
final class RegistryContract {

    private static final String HEARTBEAT = "registry.heartbeat.v1";

    private static final Map<String, Class<? extends RegistryEvent>> RECORDS =
            Map.of(HEARTBEAT, Heartbeat.class, "registry.left.v1", Left.class);

    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS, SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(
                    DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES,
                    DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .build();

    private RegistryContract() {}

    static Set<String> types() {
        return RECORDS.keySet();
    }

    static Contract<RegistryEvent> contract() {
        return new Contract<>(
                RegistryContract::type,
                type -> URI.create("urn:warren:schema:" + type),
                RegistryContract::read,
                RegistryContract::write,
                RegistryEvent::instanceId,
                event -> Optional.empty());
    }

    private static String type(RegistryEvent event) {
        return switch (event) {
            case Heartbeat heartbeat -> HEARTBEAT;
            case Left left -> "registry.left.v1";
        };
    }

    private static RegistryEvent read(String type, byte[] body) {
        try {
            ObjectNode event = JSON.readValue(body, ObjectNode.class);
            if (type.equals(HEARTBEAT) && !event.has("routes")) {
                // Instances of the first release do not say what they answer.
                event.putArray("routes");
            }
            return JSON.treeToValue(event, RECORDS.get(type));
        } catch (IOException e) {
            throw new UncheckedIOException("a %s that is none".formatted(type), e);
        }
    }

    private static byte[] write(RegistryEvent event) {
        try {
            return JSON.writeValueAsBytes(event);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
