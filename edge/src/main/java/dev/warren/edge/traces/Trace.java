package dev.warren.edge.traces;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.core.annotation.Nullable;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * What is known of a trace.
 *
 * @param spans in the order of their beginning
 * @param missing the instances that were asked and have not answered: they may know more
 */
@Introspected
@JsonIgnoreProperties(ignoreUnknown = true)
record Trace(String traceId, List<Step> spans, List<Missing> missing) {

    static Trace without(String traceId, Missing missing) {
        return new Trace(traceId, List.of(), List.of(missing));
    }

    /** Together with what another instance knows. */
    Trace with(Trace other) {
        return new Trace(
                traceId,
                Stream.concat(spans.stream(), other.spans.stream()).toList(),
                Stream.concat(missing.stream(), other.missing.stream()).toList());
    }

    Trace inOrder() {
        return new Trace(
                traceId,
                spans.stream().sorted(Comparator.comparing(Step::startedAt)).toList(),
                missing);
    }

    /**
     * One span.
     *
     * @param traceId another one for the commit of a batch that began with a message of that trace
     * @param parentSpanId null for the first
     * @param instance that recorded it; null if it had not met the broker yet
     * @param micros how long it took, in microseconds
     * @param links other spans that it worked for: the messages of a batch
     */
    @Introspected
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Step(
            String traceId,
            String spanId,
            @Nullable String parentSpanId,
            String name,
            Kind kind,
            String service,
            @Nullable UUID instance,
            Instant startedAt,
            long micros,
            boolean isError,
            Map<String, String> attributes,
            List<Link> links) {}

    /** As OpenTelemetry has them. */
    enum Kind {
        INTERNAL,
        SERVER,
        CLIENT,
        PRODUCER,
        CONSUMER
    }

    @Introspected
    record Link(String traceId, String spanId) {}

    /** @param reason why it has not answered */
    @Introspected
    record Missing(String service, UUID instance, String reason) {}
}
