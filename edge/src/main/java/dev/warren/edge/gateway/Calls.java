package dev.warren.edge.gateway;

import dev.warren.edge.discovery.Addresses;
import dev.warren.edge.tracing.RequestContext;
import dev.warren.messaging.events.Traces;
import dev.warren.messaging.registry.Instance;
import dev.warren.messaging.tracing.Tracing;
import io.micronaut.http.ByteBodyHttpResponse;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpHeaders;
import io.micronaut.http.MutableHttpRequest;
import io.micronaut.http.ServerHttpRequest;
import io.micronaut.http.body.ByteBody.SplitBackpressureMode;
import io.micronaut.http.client.RawHttpClient;
import io.micronaut.http.client.annotation.Client;
import io.micronaut.http.client.exceptions.HttpClientException;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import reactor.core.publisher.Mono;

/** Calls of single instances. Never blocks; bodies stream both ways. Thread-safe. */
@Singleton
final class Calls {

    /** The client and this gateway say these themselves. */
    private static final Set<String> SAID_ANEW = Headers.caseless(
            HttpHeaders.HOST,
            HttpHeaders.CONTENT_LENGTH,
            HttpHeaders.EXPECT,
            Deadline.HEADER,
            RequestContext.REQUEST_ID_HEADER);

    private static final int FIRST_STATUS = 200;
    private static final int LAST_STATUS = 599;

    private final RawHttpClient client;
    private final Tracing tracing;

    Calls(@Client("gateway") RawHttpClient client, Tracing tracing) {
        this.client = client;
        this.tracing = tracing;
    }

    /**
     * Sends a request as it is. Its body stays readable, so that it can be sent again.
     *
     * @param path what it is called there
     * @param left how long the caller waits, which the instance is told
     * @param patience how long this call may take until its answer begins
     * @return the answer, to be read or closed; otherwise a {@code TimeoutException}, or what the client throws
     */
    CompletableFuture<ByteBodyHttpResponse<?>> send(
            ServerHttpRequest<?> request, Instance to, String path, Duration left, Duration patience) {
        var answer = new CompletableFuture<ByteBodyHttpResponse<?>>();
        Span span = begin(request, to);
        // The slower of the two readers is the copy that stays, which waits in memory: no more than max-request-size.
        var body = request.byteBody().split(SplitBackpressureMode.FASTEST);
        Mono.defer(() -> Mono.from(client.exchange(copy(request, to, path, left, span), body, null)))
                .map(ByteBodyHttpResponse.class::cast)
                .doOnNext(Calls::requireAnswer)
                .subscribe(
                        response -> {
                            if (!answer.complete(response)) {
                                response.close();
                            }
                        },
                        answer::completeExceptionally);
        // Beside the answer: what follows from it would tell of failures in another form.
        answer.whenComplete((response, thrown) -> end(span, response, thrown));
        return answer.orTimeout(patience.toNanos(), TimeUnit.NANOSECONDS);
    }

    private Span begin(ServerHttpRequest<?> request, Instance to) {
        Span span = tracing.begin(
                SpanKind.CLIENT,
                "call " + to.service(),
                RequestContext.spanOf(request).getSpanContext());
        span.setAttribute("peer.service", to.service());
        span.setAttribute("server.address", to.address());
        span.setAttribute("server.port", to.port());
        return span;
    }

    private static void end(Span span, ByteBodyHttpResponse<?> response, Throwable thrown) {
        if (thrown == null) {
            span.setAttribute("http.response.status_code", response.code());
            span.end();
        } else {
            Tracing.fail(span, Failure.of(thrown).name().toLowerCase(Locale.ROOT));
        }
    }

    /** 1xx are none, and passed on, 101 would make the caller take what follows for something else. */
    private static void requireAnswer(ByteBodyHttpResponse<?> response) {
        int status = response.code();
        if (status < FIRST_STATUS || status > LAST_STATUS) {
            response.close();
            throw new HttpClientException("status " + status + " is no answer");
        }
    }

    private static MutableHttpRequest<?> copy(
            ServerHttpRequest<?> request, Instance to, String path, Duration left, Span span) {
        MutableHttpRequest<?> copy = HttpRequest.create(
                request.getMethod(), URI.create(Addresses.of(to) + path).toString(), request.getMethodName());
        MutableHttpHeaders headers = copy.getHeaders();
        Headers.pass(request.getHeaders(), headers, SAID_ANEW);
        headers.add(Forwarded.HEADER, Forwarded.of(request));
        headers.add(Via.HEADER, Via.hop());
        headers.set(RequestContext.REQUEST_ID_HEADER, RequestContext.idOf(request));
        headers.set(Deadline.HEADER, Long.toString(left.toMillis()));
        headers.set(Traces.HEADER, Traces.header(span.getSpanContext()));
        return copy;
    }
}
