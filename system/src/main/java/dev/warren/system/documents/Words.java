package dev.warren.system.documents;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** From what the compiler wrote, OpenAPI 3.0 with Java's regular expressions, to OpenAPI 3.1, which is JSON Schema. */
final class Words {

    /** {@code CompletionStage<HttpResponse<X>>}: what is answered is an X. */
    private static final Pattern WRAPPED = Pattern.compile(Schemas.PREFIX + "HttpResponse_(.+)_");

    /** A length that stands before the expression proper. */
    private static final Pattern LENGTH =
            Pattern.compile("(?:\\(\\?s\\))?\\(\\?=(?:\\.|\\[\\\\s\\\\S])\\{(\\d+),(\\d+)}\\\\z\\)(.*)");

    private static final String UUID = "^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$";

    private Words() {}

    static void modern(JsonNode node) {
        if (node instanceof ObjectNode object) {
            object.remove(object.properties().stream()
                    .map(java.util.Map.Entry::getKey)
                    .filter(name -> name.startsWith("x-"))
                    .toList());
            unwrapped(object);
            plainReference(object);
            pattern(object);
            nullable(object);
            anything(object);
            if (object.path("format").asText().equals("uuid")) {
                object.put("pattern", UUID);
            }
            if (object.path("explode").isBoolean()) {
                object.remove("explode");
            }
        }
        node.forEach(Words::modern);
    }

    private static void unwrapped(ObjectNode node) {
        Matcher wrapped = WRAPPED.matcher(node.path("$ref").asText());
        if (wrapped.matches()) {
            node.put("$ref", Schemas.PREFIX + wrapped.group(1));
        }
    }

    /** Beside {@code $ref} others may stand now, and {@code allOf} of one is that one. */
    private static void plainReference(ObjectNode node) {
        if (node.path("allOf").size() == 1 && node.at("/allOf/0/$ref").isTextual()) {
            String reference = node.at("/allOf/0/$ref").asText();
            node.remove("allOf");
            node.put("$ref", reference);
        }
    }

    private static void pattern(ObjectNode node) {
        if (!node.path("pattern").isTextual() || node.get("pattern").asText().startsWith("^")) {
            return;
        }
        String expression = node.get("pattern").asText();
        Matcher length = LENGTH.matcher(expression);
        if (length.matches()) {
            node.put("minLength", Integer.parseInt(length.group(1)));
            node.put("maxLength", Integer.parseInt(length.group(2)));
            expression = length.group(3);
        }
        node.put("pattern", "^(?:" + expression + ")$");
    }

    /** Takes {@code null} out of the types. */
    static void present(ObjectNode node) {
        if (node.path("type").isArray()) {
            node.set("type", node.get("type").get(0));
        }
    }

    /** The values of a {@code Map<String, Object>} are not only objects. */
    private static void anything(ObjectNode node) {
        JsonNode values = node.path("additionalProperties");
        if (values.size() == 1 && values.path("type").asText().equals("object")) {
            node.put("additionalProperties", true);
        }
    }

    private static void nullable(ObjectNode node) {
        JsonNode nullable = node.remove("nullable");
        if (nullable == null || !nullable.asBoolean()) {
            return;
        }
        if (node.path("type").isTextual()) {
            String type = node.get("type").asText();
            ArrayNode types = node.putArray("type");
            List.of(type, "null").forEach(types::add);
        } else if (node.has("$ref")) {
            JsonNode reference = node.remove("$ref");
            ArrayNode either = node.putArray("oneOf");
            either.addObject().set("$ref", reference);
            either.addObject().put("type", "null");
        }
    }
}
