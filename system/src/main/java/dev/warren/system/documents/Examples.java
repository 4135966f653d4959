package dev.warren.system.documents;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Shows what bodies look like: each schema of {@code examples.yaml} gets its example, and each page one with such an item. */
final class Examples {

    private static final Pattern PAGE = Pattern.compile("Page_(.+)_");

    private final ObjectNode schemas;
    private final ObjectNode examples = Yaml.read(Examples.class.getResource("examples.yaml"));

    Examples(ObjectNode document) {
        this.schemas = document.withObject("/components/schemas");
    }

    /** @throws IllegalStateException if an example has no schema, as after a renaming */
    void complete() {
        for (Map.Entry<String, JsonNode> example : examples.properties()) {
            if (!schemas.has(example.getKey())) {
                throw new IllegalStateException(
                        "examples.yaml shows %s, which no operation asks for or answers: rename or remove it"
                                .formatted(example.getKey()));
            }
            show(example.getKey(), example.getValue());
        }
        for (Map.Entry<String, JsonNode> schema : schemas.properties()) {
            Matcher page = PAGE.matcher(schema.getKey());
            if (page.matches() && examples.has(page.group(1))) {
                ObjectNode example = schemas.objectNode();
                example.putArray("items").add(examples.get(page.group(1)));
                show(schema.getKey(), example.putNull("nextCursor"));
            }
        }
    }

    private void show(String schema, JsonNode example) {
        ((ObjectNode) schemas.get(schema)).putArray("examples").add(example);
    }
}
