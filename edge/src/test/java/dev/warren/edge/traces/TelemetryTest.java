package dev.warren.edge.traces;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import dev.warren.edge.traces.Trace.Step;
import dev.warren.messaging.events.Traces;
import dev.warren.messaging.tracing.Tracing;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What {@code OTEL_…} does, said as system properties. */
class TelemetryTest {

    private static final List<String> SAID = List.of(
            "otel.exporter.otlp.endpoint", "otel.bsp.schedule.delay", "otel.traces.sampler", "otel.traces.sampler.arg");

    private final KeptSpans kept = new KeptSpans(new TraceSettings(100_000, Duration.ofSeconds(1)), "parcels");
    private Telemetry.Running running;

    private Tracing tracing(KeptSpans spans) {
        running = new Telemetry().running(spans, "parcels", "1.2.3");
        return new Tracing(running.sdk());
    }

    @AfterEach
    void end() {
        running.close();
        SAID.forEach(System::clearProperty);
    }

    private static SpanContext record(Tracing tracing) {
        Span span = tracing.begin(SpanKind.INTERNAL, "decide ShipParcel", SpanContext.getInvalid());
        span.setAttribute("warren.said", "parcel.shipped.v1");
        span.end();
        return span.getSpanContext();
    }

    @Test
    void where_nothing_is_said_spans_are_kept_in_memory() {
        SpanContext context = record(tracing(kept));

        assertThat(kept.find(context.getTraceId(), null)).singleElement().satisfies(span -> {
            assertThat(span.spanId()).isEqualTo(context.getSpanId());
            assertThat(span.parentSpanId()).isNull();
            assertThat(span.name()).isEqualTo("decide ShipParcel");
            assertThat(span.kind()).isEqualTo(Trace.Kind.INTERNAL);
            assertThat(span.service()).isEqualTo("parcels");
            assertThat(span.micros()).isBetween(0L, 10_000_000L);
            assertThat(span.isError()).isFalse();
            assertThat(span.attributes()).containsEntry("warren.said", "parcel.shipped.v1");
        });
    }

    @Test
    void a_span_keeps_its_parent_its_links_and_its_failure() {
        Tracing tracing = tracing(kept);
        SpanContext parent = record(tracing);
        SpanContext linked = record(tracing);
        Span span = tracing.begin(SpanKind.CLIENT, "perform Ship", parent);
        span.addLink(linked);
        Tracing.fail(span, "outage");

        Step inItsOwn = kept.find(parent.getTraceId(), null).getLast();
        assertThat(inItsOwn.parentSpanId()).isEqualTo(parent.getSpanId());
        assertThat(inItsOwn.isError()).isTrue();
        assertThat(inItsOwn.attributes()).containsEntry("error.type", "outage");
        assertThat(inItsOwn.links()).containsExactly(new Trace.Link(linked.getTraceId(), linked.getSpanId()));
        assertThat(kept.find(linked.getTraceId(), null)).hasSize(2).contains(inItsOwn);
    }

    @Test
    void with_a_collector_spans_are_sent_to_it_over_otlp() throws Exception {
        var received = new CopyOnWriteArrayList<String>();
        var collector = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        collector.createContext("/", exchange -> {
            try (exchange) {
                byte[] body = exchange.getRequestBody().readAllBytes();
                received.add(exchange.getRequestURI() + " " + new String(body, StandardCharsets.ISO_8859_1));
                exchange.sendResponseHeaders(200, -1);
            }
        });
        collector.start();
        try {
            System.setProperty(
                    "otel.exporter.otlp.endpoint",
                    "http://127.0.0.1:" + collector.getAddress().getPort());
            System.setProperty("otel.bsp.schedule.delay", "10");
            SpanContext context = record(tracing(kept));

            await().untilAsserted(() -> assertThat(received)
                    .anySatisfy(request -> assertThat(request)
                            .startsWith("/v1/traces ")
                            .contains("decide ShipParcel", "service.name", "parcels")));
            assertThat(kept.find(context.getTraceId(), null)).hasSize(1);
        } finally {
            collector.stop(0);
        }
    }

    @Test
    void a_collector_that_takes_connections_and_never_answers_holds_nobody_up() throws Exception {
        try (var silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            System.setProperty("otel.exporter.otlp.endpoint", "http://127.0.0.1:" + silent.getLocalPort());
            System.setProperty("otel.bsp.schedule.delay", "10");
            Tracing tracing = tracing(kept);
            long begun = System.nanoTime();
            for (int i = 0; i < 20_000; i++) {
                record(tracing);
            }
            running.close();
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(8));
        }
    }

    @Test
    void what_is_not_sampled_is_recorded_nowhere_and_goes_on_all_the_same() {
        System.setProperty("otel.traces.sampler", "parentbased_traceidratio");
        System.setProperty("otel.traces.sampler.arg", "0.0");
        Tracing tracing = tracing(kept);
        Span first = tracing.begin(SpanKind.SERVER, "POST /parcels", SpanContext.getInvalid());
        Span next = tracing.begin(SpanKind.INTERNAL, "decide ShipParcel", first.getSpanContext());

        assertThat(first.isRecording() || next.isRecording()).isFalse();
        assertThat(next.getSpanContext().isSampled()).isFalse();
        assertThat(next.getSpanContext().getTraceId())
                .isEqualTo(first.getSpanContext().getTraceId());
        assertThat(next.getSpanContext().getSpanId())
                .isNotEqualTo(first.getSpanContext().getSpanId());
    }

    @Test
    void what_the_caller_samples_is_sampled_whatever_the_ratio() {
        System.setProperty("otel.traces.sampler", "parentbased_traceidratio");
        System.setProperty("otel.traces.sampler.arg", "0.0");
        Tracing tracing = tracing(kept);
        SpanContext caller = Traces.next(SpanContext.getInvalid());

        assertThat(tracing.begin(SpanKind.SERVER, "POST /parcels", caller).isRecording())
                .isTrue();
    }

    @Test
    void where_nobody_would_see_a_span_none_is_recorded() {
        var nothing = new KeptSpans(new TraceSettings(0, Duration.ofSeconds(1)), "parcels");
        Span span = tracing(nothing).begin(SpanKind.SERVER, "POST /parcels", SpanContext.getInvalid());

        assertThat(span.isRecording()).isFalse();
        assertThat(span.getSpanContext().isValid()).isTrue();
    }
}
