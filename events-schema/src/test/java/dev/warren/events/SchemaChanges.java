package dev.warren.events;

import static dev.warren.events.SchemaChange.Breaks.BOTH;
import static dev.warren.events.SchemaChange.Breaks.TODAYS_HEARERS;
import static dev.warren.events.SchemaChange.Breaks.YESTERDAYS_HEARERS;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.warren.events.SchemaChange.Breaks;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a changed schema breaks. Only an optional field may be added: hearers pass over what they do not know. It knows the keywords that
 * the schemas use; any other is refused, as nobody has thought about what a change of it would break.
 *
 * <p>Libraries that compare JSON Schemas do so for values of any origin, and refuse an optional field in an object that allows others.
 */
final class SchemaChanges {

    private static final JsonMapper MERGING = new JsonMapper();

    private static final List<String> LEAST = List.of("minLength", "minItems", "minimum");
    private static final List<String> MOST = List.of("maxLength", "maxItems", "maximum");
    private static final Set<String> KNOWN = Stream.of(
                    List.of("$schema", "$id", "$defs", "title", "description"),
                    List.of("type", "enum", "pattern", "required", "properties", "items", "oneOf"),
                    LEAST,
                    MOST)
            .flatMap(List::stream)
            .collect(Collectors.toUnmodifiableSet());

    private final Function<String, JsonNode> then;
    private final Function<String, JsonNode> now;
    private final List<SchemaChange> found = new ArrayList<>();

    private SchemaChanges(Function<String, JsonNode> then, Function<String, JsonNode> now) {
        this.then = then;
        this.now = now;
    }

    /**
     * @param then finds what a {@code $ref} of the released schema refers to
     * @param now as well, of the changed one
     */
    static List<SchemaChange> between(
            JsonNode released, Function<String, JsonNode> then, JsonNode changed, Function<String, JsonNode> now) {
        var changes = new SchemaChanges(then, now);
        changes.compare("$", released, changed);
        return List.copyOf(changes.found);
    }

    private void compare(String path, JsonNode before, JsonNode after) {
        JsonNode was = resolved(before, then);
        JsonNode is = resolved(after, now);
        refuseUnknownKeywords(path, was);
        refuseUnknownKeywords(path, is);
        type(path, was.path("type").asText("any"), is.path("type").asText("any"));
        values(path, was.path("enum"), is.path("enum"));
        if (!was.path("pattern").equals(is.path("pattern"))) {
            change(
                    path,
                    "has another pattern: " + is.path("pattern"),
                    presence(was.path("pattern"), is.path("pattern")));
        }
        LEAST.forEach(bound -> bound(path, bound, was.path(bound), is.path(bound), 1));
        MOST.forEach(bound -> bound(path, bound, was.path(bound), is.path(bound), -1));
        fields(path, was, is);
        if (was.has("items") || is.has("items")) {
            compare(path + "[]", was.path("items"), is.path("items"));
        }
        if (!was.path("oneOf").equals(is.path("oneOf"))) {
            change(path, "has other alternatives", presence(was.path("oneOf"), is.path("oneOf")));
        }
    }

    /** With what it refers to in its place; what both say something of holds twice. */
    private static JsonNode resolved(JsonNode schema, Function<String, JsonNode> definitions) {
        if (!schema.has("$ref")) {
            return schema;
        }
        ObjectNode own = schema.deepCopy();
        JsonNode target = resolved(definitions.apply(own.remove("$ref").asText()), definitions);
        try {
            return MERGING.readerForUpdating(target.deepCopy()).readValue(own);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static void refuseUnknownKeywords(String path, JsonNode schema) {
        schema.fieldNames().forEachRemaining(keyword -> {
            if (!KNOWN.contains(keyword)) {
                throw new IllegalArgumentException(
                        "%s has the keyword %s, of which nobody has said what a change of it breaks: say it in SchemaChanges"
                                .formatted(path, keyword));
            }
        });
    }

    private void type(String path, String was, String is) {
        if (was.equals(is)) {
            return;
        }
        boolean wider = is.equals("any") || was.equals("integer") && is.equals("number");
        boolean narrower = was.equals("any") || was.equals("number") && is.equals("integer");
        change(
                path,
                "was of type %s and is of type %s".formatted(was, is),
                wider ? YESTERDAYS_HEARERS : narrower ? TODAYS_HEARERS : BOTH);
    }

    private void values(String path, JsonNode was, JsonNode is) {
        if (was.isMissingNode() || is.isMissingNode()) {
            if (!was.equals(is)) {
                change(path, "has other values: " + is, presence(was, is));
            }
            return;
        }
        Set<String> removed = texts(was);
        removed.removeAll(texts(is));
        Set<String> added = texts(is);
        added.removeAll(texts(was));
        if (!removed.isEmpty()) {
            change(path, "cannot be %s any more".formatted(String.join(", ", removed)), TODAYS_HEARERS);
        }
        if (!added.isEmpty()) {
            change(path, "can be %s as well".formatted(String.join(", ", added)), YESTERDAYS_HEARERS);
        }
    }

    /** @param direction in which the bound refuses more: 1 up, -1 down */
    private void bound(String path, String name, JsonNode was, JsonNode is, int direction) {
        if (was.isMissingNode() || is.isMissingNode()) {
            if (!was.equals(is)) {
                change(path, "has another %s: %s".formatted(name, is), presence(was, is));
            }
            return;
        }
        int moved = new BigDecimal(is.asText()).compareTo(new BigDecimal(was.asText())) * direction;
        if (moved != 0) {
            change(
                    path,
                    "had %s %s and has %s".formatted(name, was, is),
                    moved > 0 ? TODAYS_HEARERS : YESTERDAYS_HEARERS);
        }
    }

    private void fields(String path, JsonNode was, JsonNode is) {
        Set<String> wasRequired = texts(was.path("required"));
        Set<String> isRequired = texts(is.path("required"));
        var names = new LinkedHashSet<String>();
        List.of(was, is)
                .forEach(schema -> schema.path("properties").fieldNames().forEachRemaining(names::add));
        names.addAll(wasRequired);
        names.addAll(isRequired);
        for (String name : names) {
            String at = path + "." + name;
            JsonNode before = was.path("properties").path(name);
            JsonNode after = is.path("properties").path(name);
            if (!before.isMissingNode() && after.isMissingNode()) {
                change(at, "is gone", YESTERDAYS_HEARERS);
            } else if (wasRequired.contains(name) && !isRequired.contains(name)) {
                change(at, "may be missing", YESTERDAYS_HEARERS);
            } else if (!wasRequired.contains(name) && isRequired.contains(name)) {
                change(at, "is required, and was not", TODAYS_HEARERS);
            }
            if (!after.isMissingNode()) {
                // A new field is compared with itself, for its keywords.
                compare(at, before.isMissingNode() ? after : before, after);
            }
        }
    }

    private void change(String path, String what, Breaks breaks) {
        found.add(new SchemaChange(path, what, breaks));
    }

    private static Set<String> texts(JsonNode array) {
        Set<String> texts = new TreeSet<>();
        array.forEach(value -> texts.add(value.asText()));
        return texts;
    }

    /** A rule that comes refuses what was allowed, one that goes allows what was refused. */
    private static Breaks presence(JsonNode was, JsonNode is) {
        return was.isMissingNode() ? TODAYS_HEARERS : is.isMissingNode() ? YESTERDAYS_HEARERS : BOTH;
    }
}
