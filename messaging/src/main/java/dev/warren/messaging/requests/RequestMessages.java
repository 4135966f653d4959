package dev.warren.messaging.requests;

import com.rabbitmq.client.AMQP.BasicProperties;
import dev.warren.messaging.events.Traces;
import io.opentelemetry.api.trace.SpanContext;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Requests and their replies as AMQP properties; pure.
 *
 * <p>The time allowed travels as a duration, never as an instant: clocks of two machines differ by more than most deadlines. The broker
 * counts it in the queue ({@code expiration}), the handler from the moment of delivery.
 */
final class RequestMessages {

    /** What every reply queue begins with. */
    static final String REPLIES_PREFIX = "replies.";

    static final String PROBLEM = "application/problem+json";

    private static final String ACCEPT = "accept";
    private static final String CAUSATION = "causationid";
    private static final String STATUS = "status";
    private static final String OK = "OK";
    private static final String TIME_ALLOWED = "time-allowed-ms";
    private static final int TRANSIENT = 1;
    private static final Pattern ID = Pattern.compile("[0-9a-zA-Z-]{1,64}");
    private static final Pattern MILLIS = Pattern.compile("[1-9][0-9]{0,8}");

    private RequestMessages() {}

    /**
     * What a caller has sent.
     *
     * @param timeAllowed empty if the caller names none that is a number
     */
    record Received(
            String id,
            String type,
            String replyTo,
            String contentType,
            String accept,
            Optional<Duration> timeAllowed,
            SpanContext trace) {}

    static BasicProperties question(
            String id, String type, String replyTo, Format format, Duration timeAllowed, SpanContext trace) {
        String millis = Long.toString(timeAllowed.toMillis());
        return new BasicProperties.Builder()
                .messageId(id)
                .correlationId(id)
                .type(type)
                .replyTo(replyTo)
                .contentType(format.mediaType())
                .expiration(millis)
                .deliveryMode(TRANSIENT)
                .headers(Map.of(ACCEPT, format.mediaType(), TIME_ALLOWED, millis, Traces.HEADER, Traces.header(trace)))
                .build();
    }

    /** Reads a question; empty if it names nobody who could be answered. */
    static Optional<Received> question(BasicProperties properties) {
        String id = properties.getCorrelationId();
        String replyTo = properties.getReplyTo();
        if (id == null || !ID.matcher(id).matches() || replyTo == null || !replyTo.startsWith(REPLIES_PREFIX)) {
            return Optional.empty();
        }
        String accept = header(properties, ACCEPT);
        String millis = header(properties, TIME_ALLOWED);
        return Optional.of(new Received(
                id,
                properties.getType(),
                replyTo,
                properties.getContentType(),
                accept == null ? Format.JSON.mediaType() : accept,
                millis == null || !MILLIS.matcher(millis).matches()
                        ? Optional.empty()
                        : Optional.of(Duration.ofMillis(Long.parseLong(millis))),
                Traces.of(properties)));
    }

    static BasicProperties answer(Received question, Format format) {
        return reply(question, OK, format.mediaType());
    }

    static BasicProperties refusal(Received question, RequestException.Reason reason) {
        return reply(question, reason.name(), PROBLEM);
    }

    private static BasicProperties reply(Received question, String status, String contentType) {
        var headers = new HashMap<String, Object>();
        headers.put(STATUS, status);
        headers.put(CAUSATION, question.id());
        headers.put(Traces.HEADER, Traces.header(question.trace()));
        var properties = new BasicProperties.Builder()
                .correlationId(question.id())
                .type(question.type())
                .contentType(contentType)
                .deliveryMode(TRANSIENT)
                .headers(headers);
        question.timeAllowed().ifPresent(it -> properties.expiration(Long.toString(it.toMillis())));
        return properties.build();
    }

    static boolean isAnswer(BasicProperties reply) {
        return OK.equals(header(reply, STATUS));
    }

    /** Why the service has not answered, if that is what the reply says. */
    static Optional<RequestException.Reason> reason(BasicProperties reply) {
        String status = header(reply, STATUS);
        for (var reason : RequestException.Reason.values()) {
            if (reason.isAnswered() && reason.name().equals(status)) {
                return Optional.of(reason);
            }
        }
        return Optional.empty();
    }

    private static String header(BasicProperties properties, String name) {
        var headers = properties.getHeaders();
        return headers == null || headers.get(name) == null
                ? null
                : headers.get(name).toString();
    }
}
