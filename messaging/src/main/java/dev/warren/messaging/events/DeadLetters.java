package dev.warren.messaging.events;

import com.fasterxml.uuid.Generators;
import com.rabbitmq.client.AMQP.BasicProperties;
import dev.warren.messaging.Participant;
import dev.warren.messaging.broker.Delivery;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** Copies of deliveries that could not be handled, addressed to the participant's dead-letter queue with the reason. */
public final class DeadLetters {

    /** Header limits of brokers and readers are far above; a reason longer than this says nothing more. */
    private static final int LONGEST_REASON = 1000;

    private DeadLetters() {}

    /** The copy of a delivery: the same body, properties and headers, and why, where from and when beside them. */
    public static Message copy(Participant participant, Delivery delivery, String reason, Instant now) {
        BasicProperties properties = delivery.properties();
        Map<String, Object> headers = new HashMap<>();
        if (properties.getHeaders() != null) {
            headers.putAll(properties.getHeaders());
        }
        // CC and BCC are addresses: kept, they would deliver the copy to every listener again.
        headers.remove("CC");
        headers.remove("BCC");
        headers.put("warren-reason", shortened(reason));
        headers.put("warren-handler", participant.name());
        headers.put("warren-exchange", delivery.envelope().getExchange());
        headers.put("warren-routing-key", delivery.envelope().getRoutingKey());
        headers.putIfAbsent("warren-first-failed-at", now.toString());
        headers.put("warren-last-failed-at", now.toString());
        UUID id = Generators.timeBasedEpochGenerator().generate();
        // An expiration would make the copy vanish; a foreign user id would close the channel that publishes it.
        var copy = properties
                .builder()
                .headers(headers)
                .messageId(properties.getMessageId() == null ? id.toString() : properties.getMessageId())
                .deliveryMode(2)
                .expiration(null)
                .userId(null)
                .build();
        return new Message(id, participant.ownExchange(), participant.deadQueue(), copy, delivery.body());
    }

    private static String shortened(String reason) {
        String text = String.valueOf(reason);
        return text.length() <= LONGEST_REASON ? text : text.substring(0, LONGEST_REASON) + "…";
    }
}
