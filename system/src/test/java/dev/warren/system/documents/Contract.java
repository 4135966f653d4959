package dev.warren.system.documents;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An OpenAPI document whose schemas can be held against values. */
final class Contract {

    private static final String ID = "urn:test:openapi";

    private final JsonNode document;
    private final SchemaRegistry registry;

    Contract(JsonNode document) {
        this.document = document;
        this.registry = SchemaRegistry.withDefaultDialect(
                SpecificationVersion.DRAFT_2020_12, schemas -> schemas.schemas(Map.of(ID, document.toString())));
    }

    List<Operation> operations() {
        return Operation.of(document);
    }

    /** The schema at a pointer, references followed. */
    JsonNode schema(String pointer) {
        return followed(document.at(pointer));
    }

    /** The pointer that a schema refers to; empty if it stands where it is needed. */
    Optional<String> named(String pointer) {
        JsonNode reference = document.at(pointer).path("$ref");
        return reference.isTextual() ? Optional.of(reference.asText().substring(1)) : Optional.empty();
    }

    JsonNode followed(JsonNode schema) {
        JsonNode reference = schema.path("$ref");
        return reference.isTextual() ? schema(reference.asText().substring(1)) : schema;
    }

    List<Error> errors(String pointer, String json) {
        return registry.getSchema(SchemaLocation.of(ID + "#" + pointer)).validate(json, InputFormat.JSON);
    }

    boolean isValid(String pointer, JsonNode value) {
        return errors(pointer, value.toString()).isEmpty();
    }
}
