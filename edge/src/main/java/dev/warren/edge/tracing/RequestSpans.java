package dev.warren.edge.tracing;

import dev.warren.edge.services.EveryEdge;
import dev.warren.messaging.events.Traces;
import dev.warren.messaging.tracing.Tracing;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.web.router.MethodBasedRouteMatch;
import io.micronaut.web.router.RouteAttributes;
import io.micronaut.web.router.UriRouteMatch;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import jakarta.inject.Singleton;
import java.util.Optional;

/**
 * The spans of requests, in the caller's trace if it names one. They say which operation was asked for and never the path itself, as anything
 * may stand there. What is asked of the edge (health, metrics, who is alive, a trace) is asked all the time and is no part of a process: it
 * is not recorded.
 */
@Singleton
final class RequestSpans {

    private static final AttributeKey<String> METHOD = AttributeKey.stringKey("http.request.method");
    private static final AttributeKey<String> ROUTE = AttributeKey.stringKey("http.route");
    private static final AttributeKey<Long> STATUS = AttributeKey.longKey("http.response.status_code");

    private static final String PASSED_ON = "/services/";
    private static final int FIRST_OF_OURS = 500;

    private final Tracing tracing;

    RequestSpans(Tracing tracing) {
        this.tracing = tracing;
    }

    /** Begins the span of a request; to be ended by {@link #end}. */
    Span begin(HttpRequest<?> request) {
        SpanContext caller = Traces.parse(request.getHeaders().get(Traces.HEADER));
        if (isOfTheEdge(request)) {
            return Span.wrap(Traces.next(caller));
        }
        String method = request.getMethod() == HttpMethod.CUSTOM ? "HTTP" : request.getMethodName();
        Optional<String> route = route(request);
        Span span = tracing.begin(
                SpanKind.SERVER, route.map(it -> method + " " + it).orElse(method), caller);
        span.setAttribute(METHOD, method);
        route.ifPresent(it -> span.setAttribute(ROUTE, it));
        return span;
    }

    static void end(Span span, HttpResponse<?> response) {
        span.setAttribute(STATUS, response.code());
        if (response.code() >= FIRST_OF_OURS) {
            Tracing.fail(span, Integer.toString(response.code()));
        } else {
            span.end();
        }
    }

    private static boolean isOfTheEdge(HttpRequest<?> request) {
        return RouteAttributes.getRouteMatch(request).orElse(null) instanceof MethodBasedRouteMatch<?, ?> operation
                ? EveryEdge.has(operation.getDeclaringType())
                : request.getPath().startsWith(PASSED_ON);
    }

    private static Optional<String> route(HttpRequest<?> request) {
        return RouteAttributes.getRouteMatch(request)
                .filter(UriRouteMatch.class::isInstance)
                .map(match -> ((UriRouteMatch<?, ?>) match)
                        .getRouteInfo()
                        .getUriMatchTemplate()
                        .toPathString());
    }
}
