package dev.warren.messaging.replay;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import java.io.IOException;
import java.util.UUID;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A message of no meaning in the journal that tells a reader where the present was when it began: whoever has read up to it has read all
 * that was there before. A stream does not tell its end otherwise, and silence may be slowness. It is no event, so nobody else takes it for one.
 */
public record Bookmark(UUID id) {

    private static final String TYPE = "journal.bookmark";
    private static final int PERSISTENT = 2;
    private static final long CONFIRM_MILLIS = 10_000;

    /**
     * Puts it into the journal; blocks until the broker has confirmed that.
     *
     * @param exchange an exchange that the journal is bound to
     * @param routingKey by which it is bound
     * @throws IOException if the broker refuses, or the journal is not bound so
     * @throws TimeoutException if it does not answer within ten seconds
     */
    public void place(Connection connection, String exchange, String routingKey)
            throws IOException, TimeoutException, InterruptedException {
        Channel channel = connection
                .openChannel()
                .orElseThrow(() -> new IOException("the connection has no channel left; raise channel_max"));
        try {
            var returned = new AtomicBoolean();
            channel.confirmSelect();
            channel.addReturnListener(back -> returned.set(true));
            var properties = new BasicProperties.Builder()
                    .messageId(id.toString())
                    .type(TYPE)
                    .deliveryMode(PERSISTENT)
                    .build();
            channel.basicPublish(exchange, routingKey, true, properties, new byte[0]);
            channel.waitForConfirmsOrDie(CONFIRM_MILLIS);
            if (returned.get()) {
                throw new IOException(
                        "the journal is not bound to exchange '%s' by %s: import deploy/rabbitmq/definitions.json"
                                .formatted(exchange, routingKey));
            }
        } finally {
            channel.abort();
        }
    }

    /** Whether a message is this bookmark. */
    public boolean is(BasicProperties properties) {
        return TYPE.equals(properties.getType()) && id.toString().equals(properties.getMessageId());
    }
}
