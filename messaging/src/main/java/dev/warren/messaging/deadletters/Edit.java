package dev.warren.messaging.deadletters;

import com.rabbitmq.client.AMQP.BasicProperties;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A correction of a dead letter; what is empty stays as it is.
 *
 * @param version of the dead letter as the editor saw it
 * @param messageId goes into the property and the header {@code cloudEvents:id}
 * @param type goes into the property and the header {@code cloudEvents:type}
 * @param headers to set, or to remove where the value is null
 */
public record Edit(
        int version,
        Optional<byte[]> body,
        Optional<String> messageId,
        Optional<String> type,
        Optional<String> contentType,
        Map<String, String> headers) {

    DeadLetter of(DeadLetter letter) {
        BasicProperties before = letter.properties();
        Map<String, Object> after = before.getHeaders() == null ? new HashMap<>() : new HashMap<>(before.getHeaders());
        messageId.ifPresent(id -> after.put("cloudEvents:id", id));
        type.ifPresent(name -> after.put("cloudEvents:type", name));
        headers.forEach((name, value) -> {
            if (value == null) {
                after.remove(name);
            } else {
                after.put(name, value);
            }
        });
        var properties = before.builder()
                .messageId(messageId.orElse(before.getMessageId()))
                .type(type.orElse(before.getType()))
                .contentType(contentType.orElse(before.getContentType()))
                .headers(after)
                .build();
        return new DeadLetter(
                letter.id(),
                messageId.orElse(letter.messageId()),
                type.orElse(letter.type()),
                letter.reason(),
                letter.handler(),
                letter.attempts(),
                letter.firstFailedAt(),
                letter.lastFailedAt(),
                letter.status(),
                letter.version() + 1,
                properties,
                body.orElse(letter.body()));
    }
}
