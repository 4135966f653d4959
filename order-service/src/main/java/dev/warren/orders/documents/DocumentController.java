package dev.warren.orders.documents;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;

/** The documents of the whole system. Never blocks: they are in memory. */
@Controller
@Secured(SecurityRule.IS_ANONYMOUS)
final class DocumentController {

    private static final String YAML = "application/yaml";

    private final Document openapi = Document.read("/openapi.yaml");
    private final Document asyncapi = Document.read("/asyncapi.yaml");

    /** What can be asked over HTTP, of any service: this document. */
    @Get(
            value = "/openapi",
            produces = {YAML, MediaType.APPLICATION_JSON})
    @ApiResponse(
            responseCode = "200",
            description = "OpenAPI 3.1",
            content = {
                @Content(mediaType = YAML, schema = @Schema(type = "string")),
                @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(type = "object"))
            })
    HttpResponse<String> openapi(HttpRequest<?> request) {
        return answer(openapi, request);
    }

    /** What the services tell each other over RabbitMQ. */
    @Get(
            value = "/asyncapi",
            produces = {YAML, MediaType.APPLICATION_JSON})
    @ApiResponse(
            responseCode = "200",
            description = "AsyncAPI 3.0",
            content = {
                @Content(mediaType = YAML, schema = @Schema(type = "string")),
                @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(type = "object"))
            })
    HttpResponse<String> asyncapi(HttpRequest<?> request) {
        return answer(asyncapi, request);
    }

    /** The first form that the caller likes; YAML if it does not care. */
    private static HttpResponse<String> answer(Document document, HttpRequest<?> request) {
        for (MediaType liked : request.accept()) {
            if (liked.matches(MediaType.of(YAML))) {
                break;
            }
            if (liked.matches(MediaType.APPLICATION_JSON_TYPE)) {
                return HttpResponse.ok(document.json()).contentType(MediaType.APPLICATION_JSON_TYPE);
            }
        }
        return HttpResponse.ok(document.yaml()).contentType(YAML);
    }
}
