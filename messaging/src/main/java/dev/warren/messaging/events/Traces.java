package dev.warren.messaging.events;

import com.rabbitmq.client.AMQP.BasicProperties;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanId;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceId;
import io.opentelemetry.api.trace.TraceState;
import java.util.concurrent.ThreadLocalRandom;

/** Trace contexts as the header {@code traceparent} carries them (W3C Trace Context, level 1). */
public final class Traces {

    /** The header of messages, and of requests over HTTP. */
    public static final String HEADER = "traceparent";

    /** Of version 00; later versions may append to it. */
    private static final int LENGTH = 55;

    private static final int SPAN = 36;
    private static final int FLAGS = 53;

    private Traces() {}

    /** A new step of the trace that {@code parent} belongs to, or the first step of a new one. */
    public static SpanContext next(SpanContext parent) {
        var random = ThreadLocalRandom.current();
        String trace =
                parent.isValid() ? parent.getTraceId() : TraceId.fromLongs(random.nextLong(), random.nextLong() | 1);
        var flags = parent.isValid() ? parent.getTraceFlags() : TraceFlags.getSampled();
        return SpanContext.create(trace, SpanId.fromLong(random.nextLong() | 1), flags, TraceState.getDefault());
    }

    /** The step that sent a message, invalid if it names none. */
    public static SpanContext of(BasicProperties properties) {
        Object header =
                properties.getHeaders() == null ? null : properties.getHeaders().get(HEADER);
        return parse(header == null ? null : header.toString());
    }

    public static String header(SpanContext context) {
        return "00-" + context.getTraceId() + "-" + context.getSpanId() + "-"
                + context.getTraceFlags().asHex();
    }

    /** Reads a header: what is no trace context is an invalid one, and the receiver starts a new trace. */
    public static SpanContext parse(String header) {
        // By hand, because every message is read so.
        if (header == null || !isOfAKnownForm(header)) {
            return SpanContext.getInvalid();
        }
        // An id of zeros makes the context invalid.
        return SpanContext.createFromRemoteParent(
                header.substring(3, SPAN - 1),
                header.substring(SPAN, FLAGS - 1),
                TraceFlags.fromHex(header, FLAGS),
                TraceState.getDefault());
    }

    private static boolean isOfAKnownForm(String header) {
        if (header.length() < LENGTH || header.length() > LENGTH && header.charAt(LENGTH) != '-') {
            return false;
        }
        for (int i = 0; i < LENGTH; i++) {
            char c = header.charAt(i);
            boolean fits =
                    i == 2 || i == SPAN - 1 || i == FLAGS - 1 ? c == '-' : c >= '0' && c <= '9' || c >= 'a' && c <= 'f';
            if (!fits) {
                return false;
            }
        }
        return !header.startsWith("ff");
    }
}
