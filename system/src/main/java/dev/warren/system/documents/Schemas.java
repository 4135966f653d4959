package dev.warren.system.documents;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import java.util.TreeSet;

/** Brings the schemas into the words of OpenAPI 3.1, and says of them what holds for every request and every answer. */
final class Schemas {

    static final String PREFIX = "#/components/schemas/";

    private final ObjectNode document;
    private final ObjectNode schemas;

    Schemas(ObjectNode document) {
        this.document = document;
        this.schemas = document.withObject("/components/schemas");
    }

    void complete() {
        Words.modern(document);
        Set<String> asked = reached("requestBody");
        Set<String> answered = reached("responses");
        for (String name : asked) {
            closed(schemas.get(name));
        }
        for (String name : answered) {
            if (!asked.contains(name)
                    && !Set.of("Problem", "FieldError", "Health").contains(name)) {
                complete((ObjectNode) schemas.get(name));
            }
        }
        Set<String> used = new TreeSet<>(asked);
        used.addAll(answered);
        used.addAll(named(document.at("/components/parameters")));
        used.addAll(reached("parameters"));
        Set<String> all = new TreeSet<>();
        schemas.fieldNames().forEachRemaining(all::add);
        all.removeAll(used);
        schemas.remove(all);
    }

    /** A field that is not known is refused, and one that is optional is left out. */
    private static void closed(JsonNode schema) {
        if (schema.has("properties")) {
            ((ObjectNode) schema).put("additionalProperties", false);
            schema.get("properties").forEach(property -> Words.present((ObjectNode) property));
        }
    }

    /** Every field is there, if only as null. */
    private static void complete(ObjectNode schema) {
        if (schema.has("properties")) {
            ArrayNode required = schema.putArray("required");
            schema.get("properties").fieldNames().forEachRemaining(required::add);
        }
    }

    /** The schemas that a part of any operation needs, whichever way. */
    private Set<String> reached(String part) {
        Set<String> reached = new TreeSet<>();
        Deque<String> open = new ArrayDeque<>();
        document.get("paths").forEach(path -> path.forEach(operation -> open.addAll(named(operation.path(part)))));
        if (part.equals("responses")) {
            open.addAll(named(document.at("/components/responses")));
        }
        while (!open.isEmpty()) {
            String name = open.pop();
            if (reached.add(name)) {
                open.addAll(named(schemas.path(name)));
            }
        }
        return reached;
    }

    private static Set<String> named(JsonNode node) {
        Set<String> names = new TreeSet<>();
        for (JsonNode ref : node.findValues("$ref")) {
            if (ref.asText().startsWith(PREFIX)) {
                names.add(ref.asText().substring(PREFIX.length()));
            }
        }
        return names;
    }
}
