package dev.warren.messaging.events;

import com.rabbitmq.client.AMQP.BasicProperties;
import dev.warren.messaging.replay.Replays;
import io.opentelemetry.api.trace.SpanContext;
import java.util.HashMap;
import java.util.UUID;

/**
 * A message ready to be published.
 *
 * @param id the key of its outbox row
 */
public record Message(UUID id, String exchange, String routingKey, BasicProperties properties, byte[] body) {

    /** The same as said because of something that a run tells again. */
    public Message replayed(String run) {
        return new Message(id, exchange, routingKey, Replays.marked(properties, run), body);
    }

    /** The same as sent by a step of a trace. */
    public Message sentBy(SpanContext step) {
        var headers = new HashMap<String, Object>();
        if (properties.getHeaders() != null) {
            headers.putAll(properties.getHeaders());
        }
        headers.put(Traces.HEADER, Traces.header(step));
        return new Message(
                id, exchange, routingKey, properties.builder().headers(headers).build(), body);
    }
}
