package dev.warren.messaging.replay;

import com.rabbitmq.client.AMQP.BasicProperties;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The mark of a message that is told again: a header with the name of the run that does so. What is said because of such a message carries
 * the mark on, so that nobody further down takes history for news. Pure.
 */
public final class Replays {

    /** The header; its value names the run. */
    public static final String RUN = "warren-replay";

    private Replays() {}

    /** The run that tells a message again, if it is not told for the first time. */
    public static Optional<String> run(BasicProperties properties) {
        Map<String, Object> headers = properties.getHeaders();
        return headers == null
                ? Optional.empty()
                : Optional.ofNullable(headers.get(RUN)).map(Object::toString);
    }

    /** The same properties with the mark; one that is there already stays. */
    public static BasicProperties marked(BasicProperties properties, String run) {
        var headers = new HashMap<String, Object>();
        if (properties.getHeaders() != null) {
            headers.putAll(properties.getHeaders());
        }
        headers.putIfAbsent(RUN, run);
        return properties.builder().headers(headers).build();
    }
}
