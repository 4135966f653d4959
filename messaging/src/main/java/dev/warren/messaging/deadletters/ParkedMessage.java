package dev.warren.messaging.deadletters;

import com.rabbitmq.client.AMQP.BasicProperties;
import dev.warren.messaging.broker.Delivery;
import dev.warren.messaging.retry.FailedMessages;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Map;

/**
 * What a delivery from a dead queue says about itself. Whoever published it may have written anything, or nothing, into its headers:
 * what is not there or makes no sense is replaced, and nothing is refused.
 */
record ParkedMessage(
        String messageId,
        String type,
        String reason,
        String handler,
        long attempts,
        Instant firstFailedAt,
        Instant lastFailedAt,
        BasicProperties properties,
        byte[] body) {

    static ParkedMessage of(Delivery delivery, Instant now) {
        BasicProperties properties = delivery.properties();
        Map<String, Object> headers = properties.getHeaders() == null ? Map.of() : properties.getHeaders();
        Instant last = time(headers.get(FailedMessages.LAST_FAILED_AT), now);
        return new ParkedMessage(
                text(properties.getMessageId(), "none"),
                text(properties.getType(), null),
                text(headers.get(FailedMessages.REASON), "unknown: no service has put it here"),
                text(headers.get(FailedMessages.HANDLER), "unknown"),
                Math.max(1, FailedMessages.attempts(headers)),
                time(headers.get(FailedMessages.FIRST_FAILED_AT), last),
                last,
                properties,
                delivery.body());
    }

    /** PostgreSQL's text holds every character but NUL. */
    private static String text(Object value, String otherwise) {
        return value == null ? otherwise : value.toString().replace('\0', '\uFFFD');
    }

    private static Instant time(Object value, Instant otherwise) {
        try {
            return value == null ? otherwise : Instant.parse(value.toString());
        } catch (DateTimeParseException notATime) {
            return otherwise;
        }
    }

    static byte[] hash(byte[] body) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(body);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
