package dev.warren.messaging.events;

import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanId;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceId;
import io.opentelemetry.api.trace.TraceState;
import java.util.concurrent.ThreadLocalRandom;

/** Trace contexts as the header {@code traceparent} carries them (W3C Trace Context, level 1). */
public final class Traces {

    private static final int LENGTH = 55;

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

    /** Reads a header leniently: what is no trace context is an invalid one, and the receiver starts a new trace. */
    public static SpanContext parse(String header) {
        if (header == null || header.length() < LENGTH || header.startsWith("ff") || header.charAt(2) != '-') {
            return SpanContext.getInvalid();
        }
        String flags = header.substring(53, LENGTH);
        if (!flags.chars().allMatch(c -> Character.digit(c, 16) >= 0)) {
            return SpanContext.getInvalid();
        }
        // An id that is not lower-case hex, or zero, makes the context invalid.
        return SpanContext.createFromRemoteParent(
                header.substring(3, 35),
                header.substring(36, 52),
                TraceFlags.fromHex(flags, 0),
                TraceState.getDefault());
    }
}
