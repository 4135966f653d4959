package dev.warren.edge.traces;

import dev.warren.edge.problem.ProblemException;
import dev.warren.edge.security.Roles;
import dev.warren.messaging.Messaging;
import dev.warren.messaging.registry.Registry;
import io.micronaut.context.BeanProvider;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.security.annotation.Secured;
import io.opentelemetry.api.trace.TraceId;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Answers where the time of a trace went, from the spans that the instances have in memory. Never blocks. */
@Controller("/traces")
@Secured(Roles.OPERATOR)
final class TracesController {

    private final KeptSpans kept;
    private final Neighbours neighbours;
    private final BeanProvider<Messaging> messaging;

    TracesController(KeptSpans kept, Neighbours neighbours, BeanProvider<Messaging> messaging) {
        this.kept = kept;
        this.neighbours = neighbours;
        this.messaging = messaging;
    }

    /**
     * The spans of one trace, from all live instances, as far as they keep them; with {@code local} of this instance alone. An unknown
     * trace has none.
     */
    @Get("/{traceId}")
    @ApiResponse(responseCode = "200", description = "what is kept of it", useReturnTypeSchema = true)
    CompletionStage<Trace> trace(
            String traceId,
            @QueryValue(defaultValue = "false") boolean local,
            @Parameter(hidden = true) @Nullable @Header(HttpHeaders.AUTHORIZATION) String authorization) {
        if (!TraceId.isValid(traceId)) {
            throw ProblemException.invalid(
                    "traceId",
                    traceId,
                    "must be 32 lower-case hexadecimal digits, not all zero, as in an order's timeline");
        }
        UUID self = messaging
                .find(null)
                .flatMap(Messaging::registry)
                .map(Registry::id)
                .orElse(null);
        var own = new Trace(traceId, kept.find(traceId, self), List.of());
        return local ? CompletableFuture.completedFuture(own.inOrder()) : neighbours.complete(own, self, authorization);
    }
}
