package dev.warren.system.documents;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Says of every operation what its code leaves open: its tag, shared parameters, and how it may fail. */
final class Operations {

    private static final String PARAMETERS = "#/components/parameters/";
    private static final String RESPONSES = "#/components/responses/";

    private final ObjectNode document;
    private final JsonNode parameters;
    private final Set<String> ids = new HashSet<>();

    Operations(ObjectNode document) {
        this.document = document;
        this.parameters = document.at("/components/parameters");
    }

    void complete() {
        document.at("/components/responses").forEach(response -> asProblem((ObjectNode) response));
        for (Map.Entry<String, JsonNode> path : document.get("paths").properties()) {
            for (JsonNode operation : path.getValue()) {
                complete(path.getKey(), (ObjectNode) operation);
            }
        }
    }

    private void complete(String path, ObjectNode operation) {
        String id = operation.path("operationId").asText();
        if (!ids.add(id)) {
            throw new IllegalStateException(
                    "%s is not the only operation called \"%s\": rename its method".formatted(path, id));
        }
        if (operation.path("summary").equals(operation.path("description"))) {
            operation.remove("description");
        }
        operation.putArray("tags").add(tag(path));
        share(operation);
        failures(path, operation).forEach((status, name) -> {
            ObjectNode responses = operation.withObject("/responses");
            if (!responses.has(status)) {
                responses.putObject(status).put("$ref", RESPONSES + name);
            }
        });
        for (Map.Entry<String, JsonNode> response : operation.get("responses").properties()) {
            describe(response.getKey(), (ObjectNode) response.getValue());
        }
        OpenApi.sort(operation.withObject("/responses"));
    }

    private String tag(String path) {
        String first = path.split("/")[1].replace('-', ' ');
        String tag = first.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + first.substring(1);
        for (JsonNode known : document.get("tags")) {
            if (known.get("name").asText().equals(tag)) {
                return tag;
            }
        }
        return Set.of("openapi", "asyncapi", "schemas").contains(first) ? "Documents" : "Management";
    }

    private void share(ObjectNode operation) {
        ArrayNode own = JsonNodeFactory.instance.arrayNode();
        for (JsonNode parameter : operation.path("parameters")) {
            String name = parameter.get("name").asText();
            if (parameter.at("/schema/$ref").asText().endsWith("/PageRequest")) {
                own.addObject().put("$ref", PARAMETERS + "limit");
                own.addObject().put("$ref", PARAMETERS + "cursor");
            } else if (parameters.has(name)) {
                own.addObject().put("$ref", PARAMETERS + name);
            } else {
                own.add(plain((ObjectNode) parameter));
            }
        }
        if (own.isEmpty()) {
            operation.remove("parameters");
        } else {
            operation.set("parameters", own);
        }
    }

    /** What is left out of a query is not null, and what has a default may be left out. */
    private static ObjectNode plain(ObjectNode parameter) {
        ObjectNode schema = parameter.withObject("/schema");
        schema.remove("nullable");
        if (schema.has("default")) {
            parameter.remove("required");
        }
        return parameter;
    }

    private static Map<String, String> failures(String path, ObjectNode operation) {
        var failures = new TreeMap<>(Map.of(
                "406", "NotAcceptable",
                "429", "TooManyRequests",
                "431", "HeadersTooLarge",
                "500", "Internal",
                "503", "Unavailable"));
        boolean isOpen = operation.path("security").isArray()
                && operation.path("security").isEmpty();
        if (!isOpen) {
            // A parameter that is not known is refused everywhere.
            failures.put("400", "BadRequest");
            failures.put("401", "Unauthorized");
            failures.put("403", "Forbidden");
            failures.put("502", "BadGateway");
            failures.put("504", "GatewayTimeout");
        }
        if (path.contains("{")) {
            failures.put("404", "NotFound");
        }
        if (operation.has("requestBody")) {
            failures.put("413", "BodyTooLarge");
            failures.put("415", "UnsupportedMediaType");
        }
        return failures;
    }

    private static void describe(String status, ObjectNode response) {
        if (status.charAt(0) >= '4') {
            asProblem(response);
        } else if (response.path("description").asText().endsWith(" 200 response")) {
            response.put("description", "as asked for");
        }
    }

    private static void asProblem(ObjectNode response) {
        if (!response.has("content") && !response.has("$ref")) {
            response.withObject("/content")
                    .withObject("/application~1problem+json")
                    .putObject("schema")
                    .put("$ref", Schemas.PREFIX + "Problem");
        }
    }
}
