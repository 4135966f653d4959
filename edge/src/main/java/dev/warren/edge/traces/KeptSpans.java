package dev.warren.edge.traces;

import dev.warren.edge.traces.Trace.Step;
import io.micronaut.context.annotation.Value;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;
import jakarta.inject.Singleton;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;

/** Keeps the latest spans of this instance in memory. Never blocks. Thread-safe. */
@Singleton
final class KeptSpans implements SpanProcessor {

    private final SpanRing ring;
    private final String service;

    KeptSpans(TraceSettings settings, @Value("${micronaut.application.name:service}") String service) {
        this.ring = new SpanRing(settings.memory());
        this.service = service;
    }

    /** Those of one trace, and those linked to it, in the order in which they ended. */
    List<Step> find(String trace, UUID instance) {
        var recorder = new SpanBytes.Recorder(service, instance);
        return ring.find(HexFormat.of().parseHex(trace)).stream()
                .map(record -> SpanBytes.read(record, recorder))
                .toList();
    }

    @Override
    public void onStart(Context parent, ReadWriteSpan span) {
        // Only what has ended is kept.
    }

    @Override
    public boolean isStartRequired() {
        return false;
    }

    @Override
    public void onEnd(ReadableSpan span) {
        ring.add(SpanBytes.write(span.toSpanData()));
    }

    @Override
    public boolean isEndRequired() {
        return !ring.keepsNothing();
    }
}
