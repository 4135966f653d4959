package dev.warren.messaging.journal;

import com.rabbitmq.client.AMQP.BasicProperties;
import dev.warren.messaging.events.EventMessages;
import dev.warren.messaging.events.UnreadableMessageException;
import io.cloudevents.CloudEvent;

/**
 * A message of the journal, as it was published.
 *
 * @param offset its place: larger than those of all before it, not always by one; it never changes
 */
public record Entry(long offset, BasicProperties properties, byte[] body) {

    public Mark mark() {
        return new Mark(offset, properties.getMessageId());
    }

    /**
     * The event with its data as it is in the journal, in whatever version that was said, and its {@code traceparent}.
     *
     * @throws UnreadableMessageException if it is none; its data was not looked at
     */
    public CloudEvent event() {
        return EventMessages.event(properties, body);
    }
}
