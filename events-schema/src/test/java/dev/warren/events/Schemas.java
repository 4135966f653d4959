package dev.warren.events;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The catalogue's schemas, as somebody else's validator understands them. */
final class Schemas {

    private static final SchemaRegistry REGISTRY =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12, registry -> registry.schemas(all()));

    private Schemas() {}

    static List<Error> errors(EventType type, String json) {
        return schema(type.dataSchema().toString()).validate(json, InputFormat.JSON);
    }

    static List<Error> errors(URI schema, String json) {
        return schema(schema.toString()).validate(json, InputFormat.JSON);
    }

    static List<Error> errorsInSchema(String schema) {
        return schema("https://json-schema.org/draft/2020-12/schema").validate(schema, InputFormat.JSON);
    }

    private static Schema schema(String id) {
        return REGISTRY.getSchema(SchemaLocation.of(id));
    }

    private static Map<String, String> all() {
        Map<String, String> schemas = new HashMap<>();
        schemas.put("urn:warren:schema:common", Catalogue.sharedSchema());
        for (EventType type : Catalogue.types()) {
            schemas.put(type.dataSchema().toString(), Catalogue.schema(type.name()));
        }
        for (RequestType<?, ?> request : Catalogue.requests()) {
            schemas.put(request.questionSchema().toString(), Catalogue.questionSchema(request));
            schemas.put(request.answerSchema().toString(), Catalogue.answerSchema(request));
        }
        return schemas;
    }
}
