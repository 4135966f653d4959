package dev.warren.orders.documents;

import dev.warren.edge.paging.Page;
import dev.warren.edge.problem.ProblemException;
import dev.warren.events.Catalogue;
import dev.warren.events.EventType;
import dev.warren.messaging.registry.RegistryEvent;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The JSON Schemas of events and of requests: what a message's {@code dataschema} names. */
@Controller("/schemas")
@Secured(SecurityRule.IS_ANONYMOUS)
final class SchemaController {

    private static final String JSON_SCHEMA = "application/schema+json";

    /** What the others refer to. */
    private static final String SHARED = "common";

    private final List<EventSchema> all = Stream.of(
                    Stream.of(SHARED),
                    Catalogue.types().stream().map(EventType::name),
                    Catalogue.requests().stream()
                            .flatMap(it -> Stream.of(it.name() + ".question", it.name() + ".answer")),
                    RegistryEvent.types().stream().sorted())
            .flatMap(names -> names)
            .map(EventSchema::of)
            .toList();

    private final Set<String> names =
            Set.copyOf(all.stream().map(EventSchema::name).toList());

    /**
     * Where a schema is.
     *
     * @param name the event's type, or {@code common} for what the schemas share
     * @param id its {@code $id}, which is also the {@code dataschema} of the events
     * @param path where it is read
     */
    @Introspected
    record EventSchema(String name, URI id, String path) {

        static EventSchema of(String name) {
            return new EventSchema(name, URI.create("urn:warren:schema:" + name), "/schemas/" + name);
        }
    }

    /** Every schema there is. */
    @Get
    Page<EventSchema> schemas() {
        return Page.all(all);
    }

    /** The JSON Schema (2020-12) of one type of event; once released it never changes. */
    @Get(value = "/{type}", produces = JSON_SCHEMA)
    @ApiResponse(
            responseCode = "200",
            description = "the schema",
            content = @Content(mediaType = JSON_SCHEMA, schema = @Schema(type = "object")))
    String schema(String type) throws IOException {
        if (!names.contains(type)) {
            throw ProblemException.notFound("schema of the type", type);
        }
        try (InputStream schema = SchemaController.class.getResourceAsStream("/schemas/" + type + ".json")) {
            return new String(schema.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
