package dev.warren.events;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Breaks a type's example in every way that schema and record must refuse alike, one way at a time. */
final class BrokenDocuments {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final EventType type;
    private final JsonNode golden;
    private final List<BrokenDocument> broken = new ArrayList<>();

    private BrokenDocuments(EventType type) {
        this.type = type;
        this.golden = Golden.tree(type.name());
    }

    /**
     * @param path where reading it must say that the mistake is
     * @param change what was done, for the name of the test
     */
    record BrokenDocument(EventType type, String path, String change, JsonNode document) {
        @Override
        public String toString() {
            String shown = change.length() > 60 ? change.substring(0, 60) + "…" : change;
            return type.name() + " " + shown.replaceAll("\\p{C}", "?");
        }
    }

    static Stream<BrokenDocument> all() {
        return Golden.types().flatMap(type -> new BrokenDocuments(type).broken().stream());
    }

    private List<BrokenDocument> broken() {
        Stream.of(JSON.nullNode(), JSON.arrayNode(), JSON.textNode("x"), JSON.numberNode(1), JSON.booleanNode(true))
                .forEach(root -> broken.add(new BrokenDocument(type, "$", "is " + root, root)));
        breakFields((ObjectNode) golden, "$");
        return broken;
    }

    private void breakFields(ObjectNode object, String path) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        for (String name : names) {
            JsonNode value = object.get(name);
            String at = path + "." + name;
            dropped(object, names, name, at);
            WrongValues.of(name, value).forEach(wrong -> replaced(object, name, wrong, at, at));
            if (value.has("currency")) {
                WrongValues.sums(type, at).forEach(wrong -> replaced(object, name, wrong, at, at));
                WrongValues.currencies(value).forEach(wrong -> replaced(object, name, wrong, at, at + ".amount"));
            }
            breakInside(value, at);
        }
    }

    private void breakInside(JsonNode value, String at) {
        if (value instanceof ObjectNode inner) {
            breakFields(inner, at);
        } else if (value instanceof ArrayNode list) {
            for (int i = 0; i < list.size(); i++) {
                breakElement(list, i, at + "[" + i + "]");
            }
        }
    }

    private void breakElement(ArrayNode list, int index, String at) {
        JsonNode element = list.get(index);
        for (JsonNode wrong : List.of(JSON.nullNode(), JSON.numberNode(1), JSON.arrayNode())) {
            list.set(index, wrong);
            found(at, at + " = " + wrong);
        }
        list.set(index, element);
        breakFields((ObjectNode) element, at);
    }

    private void dropped(ObjectNode object, List<String> names, String name, String at) {
        List<JsonNode> values = names.stream().map(object::get).toList();
        object.remove(name);
        found(at, at + " missing");
        // Put back one by one: alone, the missing one would come last, and order is part of the example.
        object.removeAll();
        IntStream.range(0, names.size()).forEach(i -> object.set(names.get(i), values.get(i)));
    }

    private void replaced(ObjectNode object, String name, JsonNode wrong, String at, String path) {
        JsonNode value = object.replace(name, wrong);
        found(path, at + " = " + wrong);
        object.set(name, value);
    }

    private void found(String path, String change) {
        broken.add(new BrokenDocument(type, path, change, golden.deepCopy()));
    }
}
