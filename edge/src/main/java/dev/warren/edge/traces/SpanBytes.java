package dev.warren.edge.traces;

import dev.warren.edge.traces.Trace.Kind;
import dev.warren.edge.traces.Trace.Link;
import dev.warren.edge.traces.Trace.Step;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanId;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Spans as records of a {@link SpanRing}: first the traces, its own and those that it is linked to, then the rest. Pure. */
final class SpanBytes {

    /** Beyond this an attribute tells nobody anything; a record's texts have two bytes for their length. */
    private static final int LONGEST = 1_000;

    private static final int SPAN_ID = 8;
    private static final int MOST_LINKS = 1_000;

    /** Who recorded it. */
    record Recorder(String service, UUID instance) {}

    private SpanBytes() {}

    static byte[] write(SpanData span) {
        var bytes = new ByteArrayOutputStream(512);
        try (var out = new DataOutputStream(bytes)) {
            List<LinkData> links = span.getLinks();
            int linked = Math.min(links.size(), MOST_LINKS);
            out.writeShort(1 + linked);
            out.write(span.getSpanContext().getTraceIdBytes());
            for (int i = 0; i < linked; i++) {
                out.write(links.get(i).getSpanContext().getTraceIdBytes());
            }
            for (int i = 0; i < linked; i++) {
                out.write(links.get(i).getSpanContext().getSpanIdBytes());
            }
            out.write(span.getSpanContext().getSpanIdBytes());
            SpanContext parent = span.getParentSpanContext();
            out.write(parent.getSpanIdBytes());
            out.writeUTF(shortened(span.getName()));
            out.writeByte(span.getKind().ordinal());
            out.writeLong(span.getStartEpochNanos());
            out.writeLong(span.getEndEpochNanos() - span.getStartEpochNanos());
            out.writeBoolean(span.getStatus().getStatusCode() == StatusCode.ERROR);
            out.writeShort(span.getAttributes().size());
            for (var attribute : span.getAttributes().asMap().entrySet()) {
                out.writeUTF(attribute.getKey().getKey());
                out.writeUTF(shortened(String.valueOf(attribute.getValue())));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    static Step read(byte[] record, Recorder recorder) {
        try (var in = new DataInputStream(new ByteArrayInputStream(record))) {
            int linked = in.readUnsignedShort() - 1;
            String trace = hex(in, SpanRing.TRACE_ID);
            List<String> traces = new ArrayList<>(linked);
            for (int i = 0; i < linked; i++) {
                traces.add(hex(in, SpanRing.TRACE_ID));
            }
            List<Link> links = new ArrayList<>(linked);
            for (String other : traces) {
                links.add(new Link(other, hex(in, SPAN_ID)));
            }
            String span = hex(in, SPAN_ID);
            String parent = hex(in, SPAN_ID);
            String name = in.readUTF();
            Kind kind = Kind.values()[in.readByte()];
            Instant start = Instant.ofEpochSecond(0, in.readLong());
            long nanos = in.readLong();
            boolean failed = in.readBoolean();
            return new Step(
                    trace,
                    span,
                    SpanId.isValid(parent) ? parent : null,
                    name,
                    kind,
                    recorder.service(),
                    recorder.instance(),
                    start,
                    nanos / 1_000,
                    failed,
                    attributes(in),
                    links);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, String> attributes(DataInputStream in) throws IOException {
        int count = in.readUnsignedShort();
        var attributes = new LinkedHashMap<String, String>();
        for (int i = 0; i < count; i++) {
            attributes.put(in.readUTF(), in.readUTF());
        }
        return attributes;
    }

    private static String hex(DataInputStream in, int length) throws IOException {
        return HexFormat.of().formatHex(in.readNBytes(length));
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST);
    }
}
