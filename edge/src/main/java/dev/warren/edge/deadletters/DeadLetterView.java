package dev.warren.edge.deadletters;

import dev.warren.messaging.deadletters.Audit;
import dev.warren.messaging.deadletters.DeadLetter;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.core.annotation.Nullable;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * A dead letter with all that is known of it.
 *
 * @param contentType as the message says, or null
 * @param correlationId as the message says, or null
 * @param headers as the message has them, names in order
 * @param body the message as text, or null if it is none
 * @param bodyBase64 the message as bytes where it is no text, otherwise null
 * @param deeds what was done about it, oldest first
 */
@Introspected
record DeadLetterView(
        UUID id,
        String messageId,
        String type,
        String reason,
        String handler,
        long attempts,
        Instant firstFailedAt,
        Instant lastFailedAt,
        DeadLetter.Status status,
        int version,
        @Nullable String contentType,
        @Nullable String correlationId,
        Map<String, Object> headers,
        @Nullable String body,
        @Nullable String bodyBase64,
        List<Audit.Entry> deeds) {

    /**
     * A dead letter as lists show it.
     *
     * @param correlationId as the message says, or null
     */
    @Introspected
    record Summary(
            UUID id,
            String messageId,
            String type,
            String reason,
            String handler,
            long attempts,
            Instant firstFailedAt,
            Instant lastFailedAt,
            DeadLetter.Status status,
            int version,
            @Nullable String correlationId) {

        static Summary of(DeadLetter letter) {
            return new Summary(
                    letter.id(),
                    letter.messageId(),
                    letter.type(),
                    letter.reason(),
                    letter.handler(),
                    letter.attempts(),
                    letter.firstFailedAt(),
                    letter.lastFailedAt(),
                    letter.status(),
                    letter.version(),
                    letter.properties().getCorrelationId());
        }
    }

    static DeadLetterView of(DeadLetter letter, List<Audit.Entry> deeds) {
        String text = text(letter.body());
        return new DeadLetterView(
                letter.id(),
                letter.messageId(),
                letter.type(),
                letter.reason(),
                letter.handler(),
                letter.attempts(),
                letter.firstFailedAt(),
                letter.lastFailedAt(),
                letter.status(),
                letter.version(),
                letter.properties().getContentType(),
                letter.properties().getCorrelationId(),
                headers(letter),
                text,
                text == null ? Base64.getEncoder().encodeToString(letter.body()) : null,
                deeds);
    }

    private static Map<String, Object> headers(DeadLetter letter) {
        var headers = new TreeMap<String, Object>();
        if (letter.properties().getHeaders() != null) {
            letter.properties().getHeaders().forEach((name, value) -> headers.put(name, shown(value)));
        }
        return headers;
    }

    /** AMQP's long strings are a type of their own. */
    private static Object shown(Object value) {
        return switch (value) {
            case null -> null;
            case Number number -> number;
            case Boolean truth -> truth;
            case List<?> list -> list.stream().map(DeadLetterView::shown).toList();
            default -> value.toString();
        };
    }

    private static String text(byte[] body) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }
}
