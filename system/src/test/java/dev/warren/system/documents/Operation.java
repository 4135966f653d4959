package dev.warren.system.documents;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One operation of an OpenAPI document.
 *
 * @param pointer where it stands in the document, as JSON pointer
 */
record Operation(JsonNode document, String pointer, String method, String path) {

    /** A parameter, references followed. */
    record Parameter(String name, String in, boolean required, String schema) {}

    static List<Operation> of(JsonNode document) {
        var operations = new ArrayList<Operation>();
        for (Map.Entry<String, JsonNode> path : document.get("paths").properties()) {
            path.getValue()
                    .fieldNames()
                    .forEachRemaining(method -> operations.add(new Operation(
                            document,
                            "/paths/" + path.getKey().replace("~", "~0").replace("/", "~1") + "/" + method,
                            method.toUpperCase(Locale.ROOT),
                            path.getKey())));
        }
        return operations;
    }

    List<Parameter> parameters() {
        var parameters = new ArrayList<Parameter>();
        for (int i = 0; i < document.at(pointer + "/parameters").size(); i++) {
            String at = followed(pointer + "/parameters/" + i);
            JsonNode parameter = document.at(at);
            parameters.add(new Parameter(
                    parameter.get("name").asText(),
                    parameter.get("in").asText(),
                    parameter.path("required").asBoolean(),
                    at + "/schema"));
        }
        return parameters;
    }

    /** The pointer to the schema of the body that is asked for. */
    Optional<String> body() {
        String schema = pointer + "/requestBody/content/application~1json/schema";
        return document.at(schema).isMissingNode() ? Optional.empty() : Optional.of(schema);
    }

    /** The pointers to the schemas of every body that is asked for or answered. */
    List<String> bodies() {
        var bodies = new ArrayList<String>();
        Stream.concat(
                        Stream.of(pointer + "/requestBody"),
                        names(document.at(pointer + "/responses"))
                                .map(status -> followed(pointer + "/responses/" + status)))
                .map(at -> at + "/content")
                .forEach(at -> names(document.at(at))
                        .forEach(type -> bodies.add(at + "/" + type.replace("/", "~1") + "/schema")));
        return bodies;
    }

    private static Stream<String> names(JsonNode object) {
        return object.properties().stream().map(Map.Entry::getKey);
    }

    boolean documents(int status) {
        return document.at(pointer + "/responses").has(Integer.toString(status));
    }

    /** The pointer to what an answer holds, by its media type; nothing stands there if it is not documented. */
    String answer(int status, String mediaType) {
        return followed(pointer + "/responses/" + status) + "/content/" + mediaType.replace("/", "~1") + "/schema";
    }

    /** Whether its path names nothing that may not be there. */
    boolean isAlwaysThere() {
        return !path.contains("{");
    }

    private String followed(String at) {
        JsonNode reference = document.at(at + "/$ref");
        return reference.isTextual() ? reference.asText().substring(1) : at;
    }

    @Override
    public String toString() {
        return method + " " + path;
    }
}
