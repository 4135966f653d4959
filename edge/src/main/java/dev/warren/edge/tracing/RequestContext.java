package dev.warren.edge.tracing;

import io.micronaut.context.propagation.slf4j.MdcPropagationContext;
import io.micronaut.core.order.Ordered;
import io.micronaut.core.propagation.MutablePropagatedContext;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import java.util.Map;

/**
 * Gives every request its id and its trace: those of {@code X-Request-Id} and {@code traceparent} when the caller brings them, new
 * ones otherwise. Both are in the MDC ({@code request_id}, {@code trace_id}) and the request's span is current on every thread that works
 * for it; the id goes back with the answer.
 */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
public final class RequestContext implements Ordered {

    /** The name of the request, here and in every service that works for it. */
    public static final String REQUEST_ID_HEADER = "X-Request-Id";

    private static final String REQUEST_ID = "request_id";
    private static final String TRACE_ID = "trace_id";
    private static final String SPAN = "warren.span";

    private final RequestSpans spans;

    RequestContext(RequestSpans spans) {
        this.spans = spans;
    }

    /** What this request is called. */
    public static String idOf(HttpRequest<?> request) {
        return request.getAttribute(REQUEST_ID, String.class).orElseThrow();
    }

    /** From the request's arrival until its answer begins. */
    public static Span spanOf(HttpRequest<?> request) {
        return request.getAttribute(SPAN, Span.class).orElseThrow();
    }

    @RequestFilter
    void begin(HttpRequest<?> request, MutablePropagatedContext propagated) {
        String id = RequestIds.of(request.getHeaders().get(REQUEST_ID_HEADER));
        Span span = spans.begin(request);
        request.setAttribute(REQUEST_ID, id);
        request.setAttribute(SPAN, span);
        propagated.add(new TraceElement(Context.root().with(span)));
        propagated.add(new MdcPropagationContext(
                Map.of(REQUEST_ID, id, TRACE_ID, span.getSpanContext().getTraceId())));
    }

    @ResponseFilter
    void end(HttpRequest<?> request, MutableHttpResponse<?> response) {
        request.getAttribute(REQUEST_ID, String.class)
                .ifPresent(id -> response.getHeaders().set(REQUEST_ID_HEADER, id));
        request.getAttribute(SPAN, Span.class).ifPresent(span -> RequestSpans.end(span, response));
    }

    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE;
    }
}
