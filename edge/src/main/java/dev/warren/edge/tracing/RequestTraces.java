package dev.warren.edge.tracing;

import io.micronaut.core.type.Headers;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanId;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceId;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import java.util.concurrent.ThreadLocalRandom;

/** The traces of requests: the caller's, if it names one, or a new one. */
final class RequestTraces {

    private static final TextMapGetter<Headers> HEADERS = new TextMapGetter<>() {
        @Override
        public Iterable<String> keys(Headers headers) {
            return headers.names();
        }

        @Override
        public String get(Headers headers, String name) {
            return headers.get(name);
        }
    };

    private RequestTraces() {}

    static Context of(Headers headers) {
        Context callers = W3CTraceContextPropagator.getInstance().extract(Context.root(), headers, HEADERS);
        return Span.fromContext(callers).getSpanContext().isValid() ? callers : callers.with(Span.wrap(first()));
    }

    private static SpanContext first() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return SpanContext.create(
                // An id that is zero is none.
                TraceId.fromLongs(random.nextLong(), random.nextLong() | 1),
                SpanId.fromLong(random.nextLong() | 1),
                TraceFlags.getSampled(),
                TraceState.getDefault());
    }
}
