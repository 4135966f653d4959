package dev.warren.orders.replay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Delivery;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.Set;

/** CloudEvents between the structured mode of the fixtures and the binary mode of the wire, as the contract says it. */
final class WireEvents {

    private static final String PREFIX = "cloudEvents:";

    /** These are the body and a basic property, and no headers. */
    private static final Set<String> NO_HEADERS = Set.of("data", "datacontenttype");

    private WireEvents() {}

    static BasicProperties properties(JsonNode event) {
        var headers = new HashMap<String, Object>();
        event.fields().forEachRemaining(attribute -> {
            if (!NO_HEADERS.contains(attribute.getKey())) {
                headers.put(PREFIX + attribute.getKey(), attribute.getValue().asText());
            }
        });
        headers.put("traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");
        return new BasicProperties.Builder()
                .messageId(event.get("id").asText())
                .type(Flow.type(event))
                .contentType("application/json")
                .timestamp(Date.from(Instant.parse(event.get("time").asText())))
                .appId(event.get("source").asText().substring(1))
                .correlationId(event.get("correlationid").asText())
                .deliveryMode(2)
                .headers(headers)
                .build();
    }

    static byte[] body(JsonNode event) {
        return event.get("data").toString().getBytes(StandardCharsets.UTF_8);
    }

    static ObjectNode structured(Delivery delivery) {
        var properties = delivery.getProperties();
        var event = Flow.JSON.createObjectNode();
        properties.getHeaders().forEach((name, value) -> {
            if (name.startsWith(PREFIX)) {
                event.put(name.substring(PREFIX.length()), value.toString());
            }
        });
        event.put("datacontenttype", properties.getContentType());
        event.set("data", Flow.json(new String(delivery.getBody(), StandardCharsets.UTF_8)));
        return event;
    }
}
