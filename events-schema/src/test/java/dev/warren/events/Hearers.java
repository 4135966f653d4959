package dev.warren.events;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Set;
import java.util.TreeSet;

/** Who hears what, as the AsyncAPI document says, which another test compares with the services. */
final class Hearers {

    private static final JsonNode OPERATIONS = operations();

    private Hearers() {}

    /** The services that hear a type, in words. */
    static String of(String type) {
        Set<String> services = new TreeSet<>();
        OPERATIONS.properties().forEach(operation -> {
            boolean hears = operation.getValue().path("action").asText().equals("receive")
                    && operation.getValue().at("/channel/$ref").asText().equals("#/channels/" + type);
            if (hears) {
                services.add(operation.getKey().substring(0, operation.getKey().indexOf('.')));
            }
        });
        return services.isEmpty() ? "whoever reads the journal or asks" : String.join(", ", services);
    }

    private static JsonNode operations() {
        try (var document = Hearers.class.getResourceAsStream("/asyncapi.yaml")) {
            return new YAMLMapper().readTree(document).get("operations");
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
