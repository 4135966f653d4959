package dev.warren.messaging.retry;

import com.fasterxml.uuid.Generators;
import com.rabbitmq.client.AMQP.BasicProperties;
import dev.warren.messaging.Participant;
import dev.warren.messaging.broker.Delivery;
import dev.warren.messaging.events.Message;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Copies of deliveries that could not be handled, addressed to a rung of the retry ladder or to the dead letters. A copy keeps body,
 * properties and message id, so whoever handled it meanwhile skips it; beside them it says why, when and how often it failed.
 */
public final class FailedMessages {
    /** How often handling has failed. */
    public static final String ATTEMPTS = "warren-attempts";

    /** The failures so far, oldest first: time and reason. */
    public static final String HISTORY = "warren-history";

    public static final String REASON = "warren-reason";
    public static final String HANDLER = "warren-handler";

    /** Where the message was published at first; on its way through the ladder the delivery names other places. */
    public static final String EXCHANGE = "warren-exchange";

    public static final String ROUTING_KEY = "warren-routing-key";
    public static final String FIRST_FAILED_AT = "warren-first-failed-at";
    public static final String LAST_FAILED_AT = "warren-last-failed-at";

    /** On a message that was sent back from the dead letters: it has climbed the ladder already. */
    public static final String REDRIVEN = "warren-redriven";

    /** Header limits of brokers and readers are far above; a reason longer than this says nothing more. */
    private static final int LONGEST_REASON = 1000;

    /** Addresses, which would deliver the copy to every listener again, and what the broker counts anew for every message. */
    private static final Pattern NOT_COPIED = Pattern.compile("CC|BCC|x-delivery-count|x-(first-|last-)?death.*");

    private static final int LONGEST_HISTORY = 20;

    private FailedMessages() {}

    /**
     * A copy and whether it goes to the dead letters.
     *
     * @param attempt how often the message has failed by now
     */
    public record Copy(Message message, long attempt, boolean parked) {}

    public static Copy copy(Participant participant, Delivery delivery, Failure failure, Instant now) {
        BasicProperties properties = delivery.properties();
        Map<String, Object> headers = headers(properties);
        long attempt = attempts(headers) + 1;
        boolean parked = failure.permanent() || headers.containsKey(REDRIVEN);
        String address = Rung.after(attempt)
                .filter(rung -> !parked)
                .map(participant::retryQueue)
                .orElseGet(participant::deadQueue);
        headers.keySet().removeIf(NOT_COPIED.asMatchPredicate());
        headers.put(ATTEMPTS, attempt);
        headers.put(HISTORY, longer(headers.get(HISTORY), now + " " + shortened(failure.reason())));
        headers.put(REASON, shortened(failure.reason()));
        headers.put(HANDLER, participant.name());
        headers.putIfAbsent(EXCHANGE, delivery.envelope().getExchange());
        headers.putIfAbsent(ROUTING_KEY, delivery.envelope().getRoutingKey());
        headers.putIfAbsent(FIRST_FAILED_AT, now.toString());
        headers.put(LAST_FAILED_AT, now.toString());
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
        var message = new Message(id, participant.ownExchange(), address, copy, delivery.body());
        return new Copy(message, attempt, address.equals(participant.deadQueue()));
    }

    private static Map<String, Object> headers(BasicProperties properties) {
        return properties.getHeaders() == null ? new HashMap<>() : new HashMap<>(properties.getHeaders());
    }

    /** Whoever publishes may have written anything there: a message that claims fewer attempts than none would be tried for ever. */
    public static long attempts(Map<String, Object> headers) {
        return headers.get(ATTEMPTS) instanceof Number number ? Math.clamp(number.longValue(), 0, 1_000_000) : 0;
    }

    private static List<Object> longer(Object history, String failure) {
        var entries = history instanceof List<?> before ? new ArrayList<Object>(before) : new ArrayList<>();
        entries.add(failure);
        return List.copyOf(entries.subList(Math.max(0, entries.size() - LONGEST_HISTORY), entries.size()));
    }

    private static String shortened(String reason) {
        String text = String.valueOf(reason);
        return text.length() <= LONGEST_REASON ? text : text.substring(0, LONGEST_REASON) + "…";
    }
}
