package dev.warren.messaging.outbox;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.ShutdownSignalException;
import dev.warren.messaging.events.Message;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** What the broker has lately refused, so that it is not asked again at once: an exchange, or one message. Only on the relay's thread. */
final class Refusals {

    /** An exchange may be declared any moment. */
    private static final Duration EXCHANGE = Duration.ofSeconds(5);

    /** A message does not become better; each attempt costs a channel. */
    private static final Duration MESSAGE = Duration.ofMinutes(1);

    /** Until when, by exchange or by message id. */
    private final Map<Object, Long> until = new HashMap<>();

    /** A missing exchange, or one without the right to write, concerns all its messages. */
    void add(Message message, ShutdownSignalException reason) {
        boolean exchange = reason.getReason() instanceof AMQP.Channel.Close close
                && (close.getReplyCode() == AMQP.NOT_FOUND || close.getReplyCode() == AMQP.ACCESS_REFUSED);
        if (exchange) {
            remember(message.exchange(), EXCHANGE);
        } else {
            add(message);
        }
    }

    /** It cannot even be encoded. */
    void add(Message message) {
        remember(message.id(), MESSAGE);
    }

    boolean concern(Message message) {
        if (until.isEmpty()) {
            return false;
        }
        long now = System.nanoTime();
        until.values().removeIf(end -> end - now < 0);
        return until.containsKey(message.exchange()) || until.containsKey(message.id());
    }

    private void remember(Object what, Duration time) {
        until.put(what, System.nanoTime() + time.toNanos());
    }
}
