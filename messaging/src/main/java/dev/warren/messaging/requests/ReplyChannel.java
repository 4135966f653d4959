package dev.warren.messaging.requests;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import dev.warren.messaging.broker.Link;
import dev.warren.messaging.topology.Definitions;
import java.io.IOException;
import java.util.concurrent.locks.ReentrantLock;

/** Sends replies on one channel of the publishing connection, opened when it is needed. Thread-safe. */
final class ReplyChannel {

    private final Link link;
    private final ReentrantLock publishing = new ReentrantLock();
    private Channel channel;

    ReplyChannel(Link link) {
        this.link = link;
    }

    /** Not mandatory: a caller that is gone awaits nothing. */
    void send(String queue, BasicProperties properties, byte[] body) throws IOException {
        publishing.lock();
        try {
            // Checked under the lock: behind one that waits for a blocked socket all others would wait as well.
            if (link.isBlocked()) {
                throw new IOException("the broker takes no messages");
            }
            if (channel == null || !channel.isOpen()) {
                Connection open = link.current().orElseThrow(() -> new IOException("no connection"));
                channel = open.openChannel().orElseThrow(() -> new IOException("no channel left"));
            }
            channel.basicPublish(Definitions.REPLIES, queue, properties, body);
        } finally {
            publishing.unlock();
        }
    }
}
