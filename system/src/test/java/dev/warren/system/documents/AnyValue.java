package dev.warren.system.documents;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.regex.Pattern;

/** Values for a schema, right or wrong by it, as chance has it. */
final class AnyValue {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final int TRIES = 50;
    private static final int MORE_ITEMS = 3;

    private static final List<String> WORDS = List.of(
            "EUR",
            "DE",
            "12.50",
            "0.01",
            "pm_card_visa",
            "pm_card_declined",
            "ada@example.org",
            "Grüße 🌍",
            "TEA",
            "0.19",
            "250ms",
            "\"3\"",
            "AZrcOQ5xcAC0mR2VtUyXrw",
            "4bf92f3577b34da6a3ce929d0e0e4736");

    private final Contract contract;
    private final Random random;

    AnyValue(Contract contract, Random random) {
        this.contract = contract;
        this.random = random;
    }

    JsonNode right(String pointer) {
        return right(contract.schema(pointer));
    }

    /** Something that the schema refuses; null if it refuses nothing that was tried. */
    JsonNode wrong(String pointer) {
        for (int i = 0; i < TRIES; i++) {
            JsonNode value = spoiled(right(pointer));
            if (!contract.isValid(pointer, value)) {
                return value;
            }
        }
        return null;
    }

    /** A text that the schema of a parameter refuses; null if it refuses nothing that was tried. */
    String wrongText(String pointer) {
        String type = contract.schema(pointer).path("type").asText();
        if (type.equals("boolean")) {
            // The framework takes every text for one: what does not mean true means false.
            return null;
        }
        boolean isNumber = type.equals("integer");
        for (int i = 0; i < TRIES; i++) {
            String text = something().asText();
            JsonNode value =
                    isNumber && text.matches("-?[0-9]+") ? JSON.numberNode(Long.parseLong(text)) : JSON.textNode(text);
            if (!text.isEmpty() && !contract.isValid(pointer, value)) {
                return text;
            }
        }
        return null;
    }

    private JsonNode right(JsonNode reference) {
        JsonNode schema = contract.followed(reference);
        if (schema.has("enum")) {
            return schema.get("enum").get(random.nextInt(schema.get("enum").size()));
        }
        if (schema.has("oneOf")) {
            return right(
                    schema.get("oneOf").get(random.nextInt(schema.get("oneOf").size())));
        }
        return switch (schema.path("type").asText()) {
            case "null" -> JSON.nullNode();
            case "object" -> object(schema);
            case "array" -> array(schema);
            case "integer" ->
                JSON.numberNode(random.nextInt(
                        schema.path("minimum").asInt(0), schema.path("maximum").asInt(1000) + 1));
            case "number" -> JSON.numberNode(random.nextInt(11) / 10.0);
            case "boolean" -> JSON.booleanNode(random.nextBoolean());
            case "string" -> JSON.textNode(text(schema));
            default -> throw new IllegalStateException("no values are known for " + schema);
        };
    }

    private ObjectNode object(JsonNode schema) {
        ObjectNode object = JSON.objectNode();
        for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
            boolean isRequired = schema.path("required").toString().contains('"' + property.getKey() + '"');
            if (isRequired || random.nextBoolean()) {
                object.set(property.getKey(), right(property.getValue()));
            }
        }
        return object;
    }

    private ArrayNode array(JsonNode schema) {
        ArrayNode array = JSON.arrayNode();
        int size = schema.path("minItems").asInt(0) + random.nextInt(MORE_ITEMS);
        for (int i = 0; i < size; i++) {
            array.add(right(schema.get("items")));
        }
        return array;
    }

    private String text(JsonNode schema) {
        var words = new ArrayList<>(WORDS);
        words.add(new UUID(random.nextLong(), random.nextLong()).toString());
        Pattern pattern = Pattern.compile(schema.path("pattern").asText(""));
        words.removeIf(word -> !pattern.matcher(word).find());
        if (words.isEmpty()) {
            throw new IllegalStateException("no word is known for %s: add one to WORDS".formatted(schema));
        }
        return words.get(random.nextInt(words.size()));
    }

    /** One place of it is another: a field gone or too many, or a value of another kind. */
    private JsonNode spoiled(JsonNode value) {
        if (value.isEmpty() || random.nextInt(4) == 0) {
            return something();
        }
        if (value instanceof ArrayNode array) {
            int place = random.nextInt(array.size());
            array.set(place, spoiled(array.get(place)));
            return array;
        }
        ObjectNode object = (ObjectNode) value;
        var names = new ArrayList<String>();
        object.fieldNames().forEachRemaining(names::add);
        String name = names.get(random.nextInt(names.size()));
        switch (random.nextInt(3)) {
            case 0 -> object.remove(name);
            case 1 -> object.put("surplus", 1);
            default -> object.set(name, spoiled(object.get(name)));
        }
        return object;
    }

    private JsonNode something() {
        return switch (random.nextInt(7)) {
            case 0 -> JSON.nullNode();
            case 1 -> JSON.numberNode(-1);
            case 2 -> JSON.numberNode(201.5);
            case 3 -> JSON.textNode("");
            case 4 -> JSON.textNode("no such thing");
            case 5 -> JSON.objectNode();
            default -> JSON.arrayNode();
        };
    }
}
