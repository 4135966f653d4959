package dev.warren.messaging.tracing;

import com.rabbitmq.client.AMQP.BasicProperties;
import dev.warren.messaging.broker.Delivery;
import dev.warren.messaging.events.Message;
import dev.warren.messaging.events.Traces;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;

/**
 * Begins the spans of this process, with the names and attributes of OpenTelemetry's semantic conventions for messaging and RabbitMQ. They
 * hold ids, types and places, never what a message says, so nothing personal. Never blocks. Thread-safe.
 *
 * <p>A span that nobody records still is a step of its trace, with an id of its own: what goes out always names a valid trace.
 */
public final class Tracing {

    /** The business process: an order's id. */
    public static final AttributeKey<String> CONVERSATION = AttributeKey.stringKey("messaging.message.conversation_id");

    private static final AttributeKey<String> SYSTEM = AttributeKey.stringKey("messaging.system");
    private static final AttributeKey<String> OPERATION = AttributeKey.stringKey("messaging.operation.name");
    private static final AttributeKey<String> OPERATION_TYPE = AttributeKey.stringKey("messaging.operation.type");
    private static final AttributeKey<String> DESTINATION = AttributeKey.stringKey("messaging.destination.name");
    private static final AttributeKey<String> ROUTING_KEY =
            AttributeKey.stringKey("messaging.rabbitmq.destination.routing_key");
    private static final AttributeKey<String> MESSAGE_ID = AttributeKey.stringKey("messaging.message.id");
    private static final AttributeKey<Long> BODY_SIZE = AttributeKey.longKey("messaging.message.body.size");
    private static final AttributeKey<Long> DELIVERY_TAG =
            AttributeKey.longKey("messaging.rabbitmq.message.delivery_tag");
    private static final AttributeKey<Boolean> REDELIVERED = AttributeKey.booleanKey("warren.redelivered");
    private static final AttributeKey<String> PEER = AttributeKey.stringKey("peer.service");
    private static final AttributeKey<String> ERROR = AttributeKey.stringKey("error.type");

    private static final Tracing NONE = new Tracing(OpenTelemetry.noop());

    private final Tracer tracer;

    public Tracing(OpenTelemetry telemetry) {
        this.tracer = telemetry.getTracer("dev.warren");
    }

    /** Records nothing. */
    public static Tracing none() {
        return NONE;
    }

    /**
     * Begins a step that whoever calls ends.
     *
     * @param parent the step that led to it; invalid if this one is the first
     */
    public Span begin(SpanKind kind, String name, SpanContext parent) {
        Span span = tracer.spanBuilder(name)
                .setSpanKind(kind)
                .setParent(Context.root().with(Span.wrap(parent)))
                .startSpan();
        SpanContext own = span.getSpanContext();
        // Where there is no SDK, nothing comes back, or the parent.
        return own.isValid() && !own.getSpanId().equals(parent.getSpanId()) ? span : Span.wrap(Traces.next(parent));
    }

    /** A decision about something that came from within the service: a command, a result, a passed deadline. */
    public Span deciding(Object input, SpanContext parent) {
        return begin(SpanKind.INTERNAL, "decide " + input.getClass().getSimpleName(), parent);
    }

    /** From the moment a message is published until the broker has confirmed it. Its parent is the step in which it was said. */
    public Span publishing(Message message) {
        String destination = message.exchange() + ":" + message.routingKey();
        Span span = begin(SpanKind.PRODUCER, "publish " + destination, Traces.of(message.properties()));
        if (span.isRecording()) {
            describe(span, "publish", "send", destination, message.properties(), message.body());
            span.setAttribute(ROUTING_KEY, message.routingKey());
        }
        return span;
    }

    /** From the moment a message is delivered until what it led to is committed. Its parent is the step that published it. */
    public Span processing(String queue, Delivery delivery) {
        String exchange = delivery.envelope().getExchange();
        String routingKey = delivery.envelope().getRoutingKey();
        String place = routingKey.equals(queue) ? queue : routingKey + ":" + queue;
        String destination = exchange.isEmpty() ? place : exchange + ":" + place;
        Span span = begin(SpanKind.CONSUMER, "process " + destination, Traces.of(delivery.properties()));
        if (span.isRecording()) {
            describe(span, "process", "process", destination, delivery.properties(), delivery.body());
            span.setAttribute(ROUTING_KEY, routingKey);
            span.setAttribute(DELIVERY_TAG, delivery.tag());
            if (delivery.envelope().isRedeliver()) {
                span.setAttribute(REDELIVERED, true);
            }
        }
        return span;
    }

    /** That an entry of a stream was read, for whoever follows it. */
    public Span reading(String stream, BasicProperties properties, byte[] body) {
        Span span = begin(SpanKind.CONSUMER, "process " + stream, Traces.of(properties));
        if (span.isRecording()) {
            describe(span, "process", "process", stream, properties, body);
        }
        return span;
    }

    /** A call of something outside: a payment provider, a mail server. */
    public Span performing(String dependency, Object effect, SpanContext parent) {
        Span span = begin(SpanKind.CLIENT, "perform " + effect.getClass().getSimpleName(), parent);
        span.setAttribute(PEER, dependency);
        return span;
    }

    /** A question to another service, until its answer comes. */
    public Span asking(String type, SpanContext parent) {
        Span span = begin(SpanKind.CLIENT, "ask " + type, parent);
        span.setAttribute(SYSTEM, "rabbitmq");
        span.setAttribute(OPERATION, "ask");
        span.setAttribute(OPERATION_TYPE, "send");
        return span;
    }

    /** Ends a step that did not succeed; says of what kind the failure was, and never more: its words may be anybody's. */
    public static void fail(Span span, String kind) {
        span.setStatus(StatusCode.ERROR);
        span.setAttribute(ERROR, kind);
        span.end();
    }

    private static void describe(
            Span span, String operation, String type, String destination, BasicProperties properties, byte[] body) {
        span.setAttribute(SYSTEM, "rabbitmq");
        span.setAttribute(OPERATION, operation);
        span.setAttribute(OPERATION_TYPE, type);
        span.setAttribute(DESTINATION, destination);
        span.setAttribute(BODY_SIZE, body.length);
        if (properties.getMessageId() != null) {
            span.setAttribute(MESSAGE_ID, properties.getMessageId());
        }
        if (properties.getCorrelationId() != null) {
            span.setAttribute(CONVERSATION, properties.getCorrelationId());
        }
    }
}
