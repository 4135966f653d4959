package dev.warren.orders.feed;

import dev.warren.edge.feed.Feed;
import dev.warren.edge.feed.Selection;
import dev.warren.edge.problem.Ids;
import dev.warren.edge.security.Caller;
import dev.warren.edge.security.Roles;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.core.io.buffer.ReadBufferFactory;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.ServerHttpRequest;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.body.ByteBody;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletionStage;
import reactor.core.publisher.Flux;

/** What happens, as it happens. */
@Controller("/events")
@Secured({Roles.CUSTOMER, Roles.OPERATOR})
final class EventsController {

    private final Feed feed;

    EventsController(Feed feed) {
        this.feed = feed;
    }

    /**
     * The events of all services as they are said, personal data excepted, as server-sent events: {@code event} is the type, {@code data} the
     * CloudEvent in structured JSON. Customers are given the events of their own orders. Whoever comes back with {@code Last-Event-ID} is given
     * what came in between. The feed speaks of itself in {@code reset} and {@code closing}, which have no id.
     *
     * @param types separated by commas: {@code order.placed.v1}, {@code order.placed} in every version, {@code order.*}
     * @param subject the id of what the event is about
     * @param order the id of the order that the event belongs to
     * @param lastEventId of the last event that was received
     */
    @Get(produces = MediaType.TEXT_EVENT_STREAM, headRoute = false)
    @ApiResponse(
            responseCode = "200",
            description = "until either side closes it, or the token expires",
            content = @Content(mediaType = MediaType.TEXT_EVENT_STREAM, schema = @Schema(type = "string")))
    CompletionStage<HttpResponse<ByteBody>> events(
            ServerHttpRequest<?> http,
            @Nullable @QueryValue String types,
            @Nullable @QueryValue String subject,
            @Nullable @QueryValue String order,
            @Parameter(name = "Last-Event-ID") @Nullable @Header("Last-Event-ID") String lastEventId,
            Caller caller) {
        var selection = new Selection(
                Selection.types(types),
                Optional.ofNullable(subject).map(it -> Ids.parse("subject", it)),
                Optional.ofNullable(order).map(it -> Ids.parse("order", it)),
                caller.only());
        return feed.open(caller, selection, lastEventId).thenApply(blocks -> answer(http, blocks));
    }

    private static HttpResponse<ByteBody> answer(ServerHttpRequest<?> http, Flux<byte[]> blocks) {
        var buffers = ReadBufferFactory.getJdkFactory();
        ByteBody body = http.byteBodyFactory().adapt(blocks.map(buffers::adapt), OptionalLong.empty());
        return HttpResponse.ok(body)
                .contentType(MediaType.TEXT_EVENT_STREAM_TYPE)
                // Proxies that collect answers before they pass them on are asked not to.
                .header("X-Accel-Buffering", "no");
    }
}
