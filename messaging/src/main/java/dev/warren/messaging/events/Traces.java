package dev.warren.messaging.events;

import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanId;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceId;
import io.opentelemetry.api.trace.TraceState;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;

/** Trace contexts as the header {@code traceparent} carries them (W3C Trace Context, level 1). */
public final class Traces {

    /** Version 00, and what later versions may append. */
    private static final Pattern HEADER =
            Pattern.compile("(?!ff)[0-9a-f]{2}-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(?:-.*)?");

    private Traces() {}

    /** A new step of the trace that {@code parent} belongs to, or the first step of a new one. */
    public static SpanContext next(SpanContext parent) {
        var random = ThreadLocalRandom.current();
        String trace =
                parent.isValid() ? parent.getTraceId() : TraceId.fromLongs(random.nextLong(), random.nextLong() | 1);
        var flags = parent.isValid() ? parent.getTraceFlags() : TraceFlags.getSampled();
        return SpanContext.create(trace, SpanId.fromLong(random.nextLong() | 1), flags, TraceState.getDefault());
    }

    public static String header(SpanContext context) {
        return "00-" + context.getTraceId() + "-" + context.getSpanId() + "-"
                + context.getTraceFlags().asHex();
    }

    /** Reads a header: what is no trace context is an invalid one, and the receiver starts a new trace. */
    public static SpanContext parse(String header) {
        var parts = header == null ? null : HEADER.matcher(header);
        if (parts == null || !parts.matches()) {
            return SpanContext.getInvalid();
        }
        // An id of zeros makes the context invalid.
        return SpanContext.createFromRemoteParent(
                parts.group(1), parts.group(2), TraceFlags.fromHex(parts.group(3), 0), TraceState.getDefault());
    }
}
