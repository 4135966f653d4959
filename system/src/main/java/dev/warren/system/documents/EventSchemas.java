package dev.warren.system.documents;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;

/**
 * The events' JSON Schemas in the words of AsyncAPI, whose own are older: no definitions inside a schema, and nothing beside a
 * reference.
 */
final class EventSchemas {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String COMPONENTS = "#/components/schemas/";

    private final ObjectNode schemas;

    EventSchemas(ObjectNode schemas) {
        this.schemas = schemas;
    }

    void addShared(String common) {
        read(common)
                .get("$defs")
                .properties()
                .forEach(definition -> schemas.set(definition.getKey(), worded(definition.getValue())));
    }

    ObjectNode add(String type) {
        ObjectNode schema = (ObjectNode) worded(resource("/schemas/", type));
        schema.remove("$schema");
        schema.remove("$id");
        schemas.set(type, schema);
        return schema;
    }

    static JsonNode example(String type) {
        return resource("/examples/", type);
    }

    private static JsonNode worded(JsonNode node) {
        node.forEach(EventSchemas::worded);
        if (node instanceof ObjectNode object && object.path("$ref").isTextual()) {
            String reference = object.remove("$ref").asText();
            String name = reference.substring(reference.lastIndexOf('/') + 1);
            if (object.isEmpty()) {
                object.put("$ref", COMPONENTS + name);
            } else {
                object.putArray("allOf").addObject().put("$ref", COMPONENTS + name);
            }
        }
        return node;
    }

    private static JsonNode resource(String folder, String type) {
        URL resource = EventSchemas.class.getResource(folder + type + ".json");
        try {
            return JSON.readTree(resource);
        } catch (IOException e) {
            throw new UncheckedIOException(resource + " cannot be read", e);
        }
    }

    private static JsonNode read(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException("a schema that is no JSON", e);
        }
    }
}
