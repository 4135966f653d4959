package dev.warren.messaging.registry;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.DefaultConsumer;
import com.rabbitmq.client.Envelope;
import com.rabbitmq.client.ShutdownSignalException;
import dev.warren.messaging.broker.Link;
import dev.warren.messaging.broker.Waits;
import dev.warren.messaging.events.EventMessages;
import dev.warren.messaging.events.UnreadableMessageException;
import dev.warren.messaging.topology.Definitions;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hears what all instances say of themselves, again after every lost connection, on a queue that lives as long as the connection. Thread-safe. */
final class Ear {

    private static final Logger log = LoggerFactory.getLogger(Ear.class);

    private static final Duration PAUSE = Duration.ofSeconds(1);

    /** More than is said within an expiry. */
    private static final int LONGEST_QUEUE = 10_000;

    /** What becomes of what is heard; called on threads of the connection and of the ear. */
    interface Listener {
        /** Everything that is said from now on will be heard. */
        void hears();

        void heard(RegistryEvent event);

        /** Nothing is heard any more. */
        void isDeaf();
    }

    private final String service;
    private final Link link;
    private final EventMessages<RegistryEvent> messages;
    private final Duration expiry;
    private final Listener listener;
    private final LongAdder heard = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private final CompletableFuture<String> stopped = new CompletableFuture<>();

    Ear(String service, Link link, EventMessages<RegistryEvent> messages, Duration expiry, Listener listener) {
        this.service = service;
        this.link = link;
        this.messages = messages;
        this.expiry = expiry;
        this.listener = listener;
    }

    /** Begins to listen, whenever there is a connection, and returns at once. */
    void start() {
        Thread.ofPlatform().name("registry").daemon().start(this::run);
    }

    void stop() {
        stopped.complete("the service stops");
    }

    /** How many messages were understood. */
    long heard() {
        return heard.sum();
    }

    /** How many messages were not understood, and dropped. */
    long refused() {
        return refused.sum();
    }

    private void run() {
        try {
            do {
                Connection connection = link.await();
                if (connection == null) {
                    return;
                }
                try {
                    listenOn(connection);
                } catch (IOException | ShutdownSignalException e) {
                    log.debug("the registry is not heard: {}", e.getMessage());
                } catch (RuntimeException e) {
                    log.error("the registry is not heard; trying on", e);
                }
                listener.isDeaf();
            } while (!Waits.happens(stopped, PAUSE));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void listenOn(Connection connection) throws IOException {
        Channel channel = connection.openChannel().orElseThrow(() -> new IOException("no channel left"));
        var gone = new CompletableFuture<String>();
        // A new name each time: the broker may hold an exclusive queue of a lost connection for a while.
        String queue = "registry.%s.%s".formatted(service, UUID.randomUUID());
        channel.queueDeclare(
                queue, false, true, true, Map.of("x-message-ttl", expiry.toMillis(), "x-max-length", LONGEST_QUEUE));
        channel.queueBind(queue, Definitions.REGISTRY, "");
        channel.basicConsume(queue, true, new DefaultConsumer(channel) {
            @Override
            public void handleDelivery(String tag, Envelope envelope, BasicProperties properties, byte[] body) {
                hear(properties, body);
            }

            @Override
            public void handleCancel(String tag) {
                gone.complete("cancelled");
            }

            @Override
            public void handleShutdownSignal(String tag, ShutdownSignalException cause) {
                gone.complete(cause.getMessage());
            }
        });
        listener.hears();
        CompletableFuture.anyOf(gone, stopped).join();
        channel.abort();
    }

    private void hear(BasicProperties properties, byte[] body) {
        RegistryEvent event;
        try {
            event = (RegistryEvent) messages.read(properties, body).event();
        } catch (UnreadableMessageException e) {
            // Counted: whoever sends many of them must not fill the log as well.
            if (refused.sum() == 0) {
                log.warn("a registry message cannot be read and is dropped, as are all like it: {}", e.getMessage());
            }
            refused.increment();
            return;
        }
        heard.increment();
        listener.heard(event);
    }
}
