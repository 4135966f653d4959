package dev.warren.messaging.events;

import com.rabbitmq.client.AMQP.BasicProperties;
import dev.warren.messaging.Contract;
import dev.warren.messaging.Participant;
import dev.warren.messaging.Said;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.rw.CloudEventRWException;
import io.cloudevents.types.Time;
import io.opentelemetry.api.trace.SpanContext;
import java.net.URI;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Turns events into messages and deliveries into events: CloudEvents 1.0, binary content mode, attributes as headers with the
 * prefix of the CloudEvents AMQP binding. Thread-safe.
 */
public final class EventMessages<E> {

    private static final String PREFIX = "cloudEvents:";
    private static final String JSON = "application/json";
    private static final int PERSISTENT = 2;
    private static final Pattern SEQUENCE = Pattern.compile("[1-9][0-9]{0,17}");

    private final Participant participant;
    private final Contract<E> contract;
    private final URI source;

    public EventMessages(Participant participant, Contract<E> contract) {
        this.participant = participant;
        this.contract = contract;
        this.source = URI.create("/" + participant.name());
    }

    /**
     * The message for an event.
     *
     * @param causation the id of the message that caused it, or null if a command or a deadline did
     * @param trace the step of the trace in which it is said
     */
    public Message write(Said said, UUID causation, SpanContext trace) {
        @SuppressWarnings("unchecked") // the service says only events of its own contract
        E event = (E) said.event();
        String type = contract.type().apply(event);
        UUID subject = contract.subject().apply(event);
        UUID id = EventIds.of(participant.name(), subject, type, said.sequence(), said.at());
        var builder = CloudEventBuilder.v1()
                .withId(id.toString())
                .withSource(source)
                .withType(type)
                .withSubject(subject.toString())
                .withTime(said.at().atOffset(ZoneOffset.UTC))
                .withDataSchema(contract.schema().apply(type))
                .withExtension("sequence", Long.toString(said.sequence()));
        String correlation =
                contract.correlation().apply(event).map(UUID::toString).orElse(null);
        if (correlation != null) {
            builder.withExtension("correlationid", correlation);
        }
        if (causation != null) {
            builder.withExtension("causationid", causation.toString());
        }
        var properties = new BasicProperties.Builder()
                .messageId(id.toString())
                .type(type)
                .contentType(JSON)
                .timestamp(Date.from(said.at()))
                .appId(participant.name())
                .correlationId(correlation)
                .deliveryMode(PERSISTENT)
                .headers(headers(builder.build(), trace))
                .build();
        return new Message(
                id, participant.exchange(), type, properties, contract.write().apply(type, event));
    }

    private static Map<String, Object> headers(CloudEvent event, SpanContext trace) {
        var headers = new HashMap<String, Object>();
        headers.put(PREFIX + "specversion", event.getSpecVersion().toString());
        for (String name : event.getAttributeNames()) {
            headers.put(PREFIX + name, event.getAttribute(name).toString());
        }
        // Its own text form leaves the seconds out at the full minute, which RFC 3339 does not allow.
        headers.put(PREFIX + "time", Time.writeTime(event.getTime()));
        for (String name : event.getExtensionNames()) {
            headers.put(PREFIX + name, event.getExtension(name).toString());
        }
        headers.remove(PREFIX + "datacontenttype");
        headers.put(Traces.HEADER, Traces.header(trace));
        return headers;
    }

    /**
     * Reads a delivery.
     *
     * @throws UnreadableMessageException if it is no event, of a type that is not heard here, or violates its record
     */
    public Heard read(BasicProperties properties, byte[] body) {
        CloudEvent event = attributes(properties);
        UUID id = messageId(event.getId());
        if (!event.getId().equals(properties.getMessageId()) || !event.getType().equals(properties.getType())) {
            throw new UnreadableMessageException(
                    "message_id %s and type %s must equal the headers cloudEvents:id %s and cloudEvents:type %s: publish both alike"
                            .formatted(
                                    properties.getMessageId(), properties.getType(), event.getId(), event.getType()));
        }
        if (!participant.hears().contains(event.getType())) {
            throw new UnreadableMessageException("%s does not hear %s: it hears %s"
                    .formatted(
                            participant.name(),
                            event.getType(),
                            participant.bindings().stream()
                                    .map(Participant.Binding::routingKey)
                                    .toList()));
        }
        if (!JSON.equals(properties.getContentType())) {
            throw new UnreadableMessageException(
                    "content_type must be application/json but was " + properties.getContentType());
        }
        try {
            return new Heard(
                    id,
                    event.getType(),
                    contract.read().apply(event.getType(), body),
                    sequence(event),
                    event.getTime() == null ? null : event.getTime().toInstant());
        } catch (UnreadableMessageException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new UnreadableMessageException(e.getMessage() == null ? e.toString() : e.getMessage(), e);
        }
    }

    /** Whose personal data ends with an event, if it is one with which it does. */
    public Optional<UUID> erased(Heard heard) {
        @SuppressWarnings("unchecked") // it was read by the same contract
        E event = (E) heard.event();
        return contract.privacy().endsWith(heard.type())
                ? Optional.of(contract.subject().apply(event))
                : Optional.empty();
    }

    /** As {@link #erased(Heard)}, of an event that is said here. */
    public Optional<UUID> erased(Message said) {
        return contract.privacy().endsWith(said.properties().getType())
                ? Optional.of(
                        UUID.fromString(text(said.properties().getHeaders().get(PREFIX + "subject"))))
                : Optional.empty();
    }

    /**
     * A delivery as a CloudEvent with everything that was sent, {@code traceparent} included, whoever hears it and whatever its type. Its data
     * is not looked at.
     *
     * @throws UnreadableMessageException if it is no event
     */
    public static CloudEvent event(BasicProperties properties, byte[] body) {
        CloudEvent attributes = attributes(properties);
        var event = CloudEventBuilder.v1(attributes).withData(properties.getContentType(), body);
        String trace = text(properties.getHeaders().get(Traces.HEADER));
        return (trace == null ? event : event.withExtension(Traces.HEADER, trace)).build();
    }

    private static CloudEvent attributes(BasicProperties properties) {
        Map<String, Object> headers = properties.getHeaders() == null ? Map.of() : properties.getHeaders();
        String version = text(headers.get(PREFIX + "specversion"));
        if (!"1.0".equals(version)) {
            throw new UnreadableMessageException("header cloudEvents:specversion must be 1.0 but was " + version
                    + ": publish CloudEvents in binary mode");
        }
        var builder = CloudEventBuilder.v1();
        try {
            headers.forEach((name, value) -> {
                if (name.startsWith(PREFIX) && !name.equals(PREFIX + "specversion")) {
                    builder.withContextAttribute(name.substring(PREFIX.length()), String.valueOf(value));
                }
            });
            return builder.build();
        } catch (CloudEventRWException | IllegalStateException e) {
            throw new UnreadableMessageException("no valid CloudEvent: " + e.getMessage(), e);
        }
    }

    private static UUID messageId(String id) {
        try {
            UUID parsed = UUID.fromString(id);
            if (parsed.toString().equals(id)) {
                return parsed;
            }
        } catch (IllegalArgumentException e) {
            throw new UnreadableMessageException("message_id must be a lower-case UUID but was " + id, e);
        }
        throw new UnreadableMessageException("message_id must be a lower-case UUID but was " + id);
    }

    private static long sequence(CloudEvent event) {
        String sequence = text(event.getExtension("sequence"));
        // A pattern, because Long.parseLong takes a sign and the digits of every script.
        if (sequence == null || !SEQUENCE.matcher(sequence).matches()) {
            throw new UnreadableMessageException(
                    "header cloudEvents:sequence must be a number from 1 but was " + sequence);
        }
        return Long.parseLong(sequence);
    }

    private static String text(Object header) {
        return header == null ? null : header.toString();
    }
}
