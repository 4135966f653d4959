package dev.warren.messaging.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Envelope;
import dev.warren.messaging.broker.Delivery;
import dev.warren.messaging.events.Message;
import dev.warren.messaging.events.Traces;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TracingTest {

    private static final String ORDER = "019a0b1c-2d3e-7f40-8a1b-2c3d4e5f6071";

    private final InMemorySpanExporter recorded = InMemorySpanExporter.create();
    private final Tracing tracing = new Tracing(OpenTelemetrySdk.builder()
            .setTracerProvider(SdkTracerProvider.builder()
                    .addSpanProcessor(SimpleSpanProcessor.create(recorded))
                    .build())
            .build());

    private static Message message(SpanContext said) {
        var headers = new HashMap<String, Object>(Map.of("cloudEvents:subject", ORDER));
        if (said.isValid()) {
            headers.put("traceparent", Traces.header(said));
        }
        var properties = new BasicProperties.Builder()
                .messageId("an-id")
                .correlationId(ORDER)
                .headers(headers)
                .build();
        byte[] body = "{\"email\":\"ada@example.com\"}".getBytes(StandardCharsets.UTF_8);
        return new Message(UUID.randomUUID(), "order.events", "order.placed.v2", properties, body);
    }

    private static Delivery delivery(Message message, String exchange, String routingKey) {
        return new Delivery(null, new Envelope(3, true, exchange, routingKey), message.properties(), message.body());
    }

    private SpanData only() {
        assertThat(recorded.getFinishedSpanItems()).hasSize(1);
        return recorded.getFinishedSpanItems().getFirst();
    }

    private static String attribute(SpanData span, String name) {
        return span.getAttributes().get(AttributeKey.stringKey(name));
    }

    @Test
    void a_message_is_published_by_a_producer_within_the_step_that_said_it() {
        SpanContext said = Traces.next(SpanContext.getInvalid());
        tracing.publishing(message(said)).end();

        SpanData span = only();
        assertThat(span.getName()).isEqualTo("publish order.events:order.placed.v2");
        assertThat(span.getKind()).isEqualTo(SpanKind.PRODUCER);
        assertThat(span.getTraceId()).isEqualTo(said.getTraceId());
        assertThat(span.getParentSpanId()).isEqualTo(said.getSpanId());
        assertThat(attribute(span, "messaging.system")).isEqualTo("rabbitmq");
        assertThat(attribute(span, "messaging.operation.type")).isEqualTo("send");
        assertThat(attribute(span, "messaging.operation.name")).isEqualTo("publish");
        assertThat(attribute(span, "messaging.destination.name")).isEqualTo("order.events:order.placed.v2");
        assertThat(attribute(span, "messaging.rabbitmq.destination.routing_key"))
                .isEqualTo("order.placed.v2");
        assertThat(attribute(span, "messaging.message.id")).isEqualTo("an-id");
        assertThat(attribute(span, "messaging.message.conversation_id")).isEqualTo(ORDER);
        assertThat(span.getAttributes().toString()).doesNotContain("ada");
    }

    @Test
    void a_message_is_processed_by_a_consumer_whose_parent_is_the_producer() {
        Span producer = tracing.publishing(message(Traces.next(SpanContext.getInvalid())));
        Message sent = message(SpanContext.getInvalid()).sentBy(producer.getSpanContext());
        tracing.processing("user-service.events", delivery(sent, "order.events", "order.placed.v2"))
                .end();

        SpanData span = only();
        assertThat(span.getName()).isEqualTo("process order.events:order.placed.v2:user-service.events");
        assertThat(span.getKind()).isEqualTo(SpanKind.CONSUMER);
        assertThat(span.getParentSpanContext().getSpanId())
                .isEqualTo(producer.getSpanContext().getSpanId());
        assertThat(span.getParentSpanContext().isRemote()).isTrue();
        assertThat(attribute(span, "messaging.operation.type")).isEqualTo("process");
        assertThat(span.getAttributes().get(AttributeKey.booleanKey("warren.redelivered")))
                .isTrue();
    }

    @Test
    void a_message_that_comes_back_from_the_ladder_names_no_place_twice() {
        Message message = message(SpanContext.getInvalid());
        tracing.processing("q.events", delivery(message, "", "q.events")).end();

        assertThat(only().getName()).isEqualTo("process q.events");
    }

    @Test
    void a_message_without_a_trace_begins_one() {
        tracing.processing("q.events", delivery(message(SpanContext.getInvalid()), "x", "y"))
                .end();

        assertThat(only().getParentSpanContext().isValid()).isFalse();
        assertThat(only().getSpanContext().isValid()).isTrue();
    }

    @Test
    void what_failed_says_of_what_kind_and_no_more() {
        Tracing.fail(tracing.performing("provider", new Object(), SpanContext.getInvalid()), "outage");

        assertThat(attribute(only(), "error.type")).isEqualTo("outage");
        assertThat(only().getStatus().getDescription()).isEmpty();
    }

    @Test
    void where_nobody_records_each_step_is_one_of_its_trace_all_the_same() {
        SpanContext first =
                Tracing.none().deciding("PlaceOrder", SpanContext.getInvalid()).getSpanContext();
        SpanContext second = Tracing.none().publishing(message(first)).getSpanContext();

        assertThat(first.isValid()).isTrue();
        assertThat(second.getTraceId()).isEqualTo(first.getTraceId());
        assertThat(second.getSpanId()).isNotEqualTo(first.getSpanId());
    }

    @Test
    void a_message_sent_by_a_step_is_the_same_but_for_its_trace() {
        Message message = message(Traces.next(SpanContext.getInvalid()));
        SpanContext step = Traces.next(SpanContext.getInvalid());
        Message sent = message.sentBy(step);

        assertThat(sent.id()).isEqualTo(message.id());
        assertThat(sent.properties().getHeaders())
                .containsEntry("cloudEvents:subject", ORDER)
                .containsEntry("traceparent", Traces.header(step));
        assertThat(Traces.of(message.properties())).isNotEqualTo(Traces.of(sent.properties()));
    }
}
