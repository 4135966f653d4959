package dev.warren.messaging.broker;

import com.rabbitmq.client.AMQP.Queue.DeclareOk;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ShutdownSignalException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How many messages lie ready in some queues, looked at once an interval on a thread and a channel of its own, so that whoever asks waits
 * for nobody. What cannot be seen is unknown, not zero. Needs no right. Thread-safe.
 */
public final class QueueDepths implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(QueueDepths.class);

    private final Link link;
    private final List<String> queues;
    private final Duration interval;
    private final Map<String, Integer> ready = new ConcurrentHashMap<>();
    private final CompletableFuture<String> stopping = new CompletableFuture<>();
    private Channel channel;

    public QueueDepths(Link link, List<String> queues, Duration interval) {
        this.link = link;
        this.queues = List.copyOf(queues);
        this.interval = interval;
    }

    /** Begins to look, and returns at once. */
    public void start() {
        Thread.ofPlatform().name("queue-depths").daemon().start(this::run);
    }

    public List<String> queues() {
        return queues;
    }

    /** As of the last look; not a number while the broker is away or the queue is not there. */
    public double of(String queue) {
        Integer messages = ready.get(queue);
        return messages == null ? Double.NaN : messages;
    }

    private void run() {
        try {
            do {
                link.current().ifPresentOrElse(this::look, ready::clear);
            } while (!Waits.happens(stopping, interval));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The broker closes the channel when a queue is not there: the next one is looked at on another. */
    private void look(Connection connection) {
        for (String queue : queues) {
            try {
                DeclareOk found = channel(connection).queueDeclarePassive(queue);
                ready.put(queue, found.getMessageCount());
            } catch (IOException | ShutdownSignalException e) {
                ready.remove(queue);
                log.debug("{} cannot be looked at: {}", queue, e.toString());
            }
        }
    }

    private Channel channel(Connection connection) throws IOException {
        if (channel == null || !channel.isOpen()) {
            channel = connection
                    .openChannel()
                    .orElseThrow(() -> new IOException("the connection has no channel left; raise channel_max"));
        }
        return channel;
    }

    /** Looks no more; the channel goes with its connection. */
    @Override
    public void close() {
        stopping.complete("the service stops");
    }
}
