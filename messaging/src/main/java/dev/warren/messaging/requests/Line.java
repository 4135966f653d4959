package dev.warren.messaging.requests;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.DefaultConsumer;
import com.rabbitmq.client.Envelope;
import com.rabbitmq.client.ShutdownSignalException;
import dev.warren.messaging.requests.RequestException.Reason;
import dev.warren.messaging.topology.Definitions;
import java.io.IOException;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The one channel of a process on which it asks and is answered, for as long as a connection lives. Thread-safe.
 *
 * <p>Replies need no acknowledgement, so this may be the publishing connection: that it is blocked stops no reply.
 */
final class Line {

    private final Channel channel;
    private final String queue;
    private final Outstanding outstanding;
    private final CompletableFuture<String> gone = new CompletableFuture<>();
    private final ReentrantLock publishing = new ReentrantLock();

    private Line(Channel channel, String queue, Outstanding outstanding) {
        this.channel = channel;
        this.queue = queue;
        this.outstanding = outstanding;
    }

    /** Opens it. The queue has an unguessable name of its own, since whoever knows its name could read along. */
    static Line open(Connection connection, String service, Outstanding outstanding) throws IOException {
        Channel channel = connection.openChannel().orElseThrow(() -> new IOException("no channel left"));
        String queue = RequestMessages.REPLIES_PREFIX + service + "." + UUID.randomUUID();
        var line = new Line(channel, queue, outstanding);
        channel.addShutdownListener(cause -> line.end(cause.getMessage()));
        channel.addReturnListener(returned -> outstanding.fail(
                returned.getProperties().getCorrelationId(),
                Reason.NOBODY_ANSWERS,
                "no queue is bound to exchange %s for %s: import deploy/rabbitmq/definitions.json"
                        .formatted(returned.getExchange(), returned.getRoutingKey())));
        try {
            channel.queueDeclare(queue, false, true, true, Map.of());
            channel.queueBind(queue, Definitions.REPLIES, queue);
            channel.basicConsume(queue, true, line.consumer());
        } catch (IOException | ShutdownSignalException e) {
            channel.abort();
            throw e;
        }
        return line;
    }

    private DefaultConsumer consumer() {
        return new DefaultConsumer(channel) {
            @Override
            public void handleDelivery(String tag, Envelope envelope, BasicProperties properties, byte[] body) {
                outstanding.settle(properties.getCorrelationId(), properties, body);
            }

            @Override
            public void handleCancel(String tag) {
                end("the reply queue was deleted");
            }
        };
    }

    private void end(String why) {
        outstanding.failAll(this, "no answer can come any more: " + why);
        gone.complete(why);
    }

    String queue() {
        return queue;
    }

    /** Completes with the reason once no answer can come any more. */
    CompletableFuture<String> gone() {
        return gone;
    }

    /** Blocks while the connection's socket does. */
    void publish(BasicProperties properties, byte[] body) throws IOException {
        publishing.lock();
        try {
            channel.basicPublish(Definitions.REQUESTS, properties.getType(), true, properties, body);
        } finally {
            publishing.unlock();
        }
    }

    void close() throws IOException {
        channel.abort();
    }
}
