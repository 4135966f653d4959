package dev.warren.messaging.broker;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.DefaultConsumer;
import com.rabbitmq.client.Envelope;
import com.rabbitmq.client.ShutdownSignalException;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Consumes a queue for as long as the service lives, with manual acknowledgement and a bounded number of unacknowledged deliveries.
 * Before it consumes, and regularly while it does, it looks after its {@link Upkeep}; what is missing is reported and waited for.
 */
public final class Listener implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Listener.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration STOP = Duration.ofSeconds(2);

    /**
     * What is consumed.
     *
     * @param arguments of the consumer, asked for at every registration
     */
    public record Source(String queue, Supplier<Map<String, Object>> arguments) {}

    private final Link link;
    private final String queue;
    private final Source source;
    private final int prefetch;
    private final Upkeep upkeep;
    private final Consumer<Delivery> receiver;
    private final Thread thread;
    private final CompletableFuture<String> stopped = new CompletableFuture<>();
    private volatile String trouble = "not consuming yet";

    /**
     * @param prefetch deliveries that may be unacknowledged at a time
     * @param receiver takes each delivery, in order, on the connection's thread; must not block
     */
    public Listener(Link link, String queue, int prefetch, Upkeep upkeep, Consumer<Delivery> receiver) {
        this(link, new Source(queue, Map::of), prefetch, upkeep, receiver);
    }

    /** As the other, of a queue whose consumers take arguments. */
    public Listener(Link link, Source source, int prefetch, Upkeep upkeep, Consumer<Delivery> receiver) {
        this.link = link;
        this.source = source;
        this.queue = source.queue();
        this.prefetch = prefetch;
        this.upkeep = upkeep;
        this.receiver = receiver;
        this.thread = Thread.ofPlatform().name("listener-" + queue).daemon().unstarted(this::run);
    }

    public void start() {
        thread.start();
    }

    /** Why nothing is consumed now, or null if the queue is. */
    public String trouble() {
        return trouble;
    }

    private void run() {
        try {
            while (!stopped.isDone()) {
                Connection connection = link.await();
                if (connection == null) {
                    return;
                }
                try {
                    consumeOn(connection);
                } catch (IOException | RuntimeException | Error e) {
                    // Whatever it was, this is the only thread that gets the queue consumed again.
                    String reason = reason(e);
                    if (!reason.equals(trouble)) {
                        log.warn("{} is not consumed: {}; trying on", queue, reason);
                    }
                    trouble = reason;
                }
                Waits.happens(stopped, PAUSE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Returns when the service stops, throws when the channel is gone. */
    private void consumeOn(Connection connection) throws IOException, InterruptedException {
        upkeep.verify(connection);
        Channel channel = connection
                .openChannel()
                .orElseThrow(() -> new IOException("the connection has no channel left; raise channel_max"));
        var gone = new CompletableFuture<String>();
        var drained = new CompletableFuture<String>();
        var over = CompletableFuture.anyOf(stopped, gone);
        try {
            upkeep.restore(channel);
            channel.basicQos(prefetch);
            // A tag of its own for every registration: a reused one can stall a quorum queue before RabbitMQ 3.11.23.
            String tag = queue + "-" + UUID.randomUUID();
            channel.basicConsume(
                    queue, false, tag, false, false, source.arguments().get(), consumer(channel, gone, drained));
            trouble = null;
            log.info("{} is consumed", queue);
            while (!Waits.happens(over, upkeep.interval())) {
                upkeep.restore(channel);
            }
            if (gone.isDone()) {
                throw new IOException(gone.join());
            }
            channel.basicCancel(tag);
            // Deliveries that were on their way are dispatched before the answer to the cancellation.
            Waits.happens(CompletableFuture.anyOf(drained, gone), STOP);
        } finally {
            if (!stopped.isDone()) {
                channel.abort();
            }
        }
    }

    private DefaultConsumer consumer(
            Channel channel, CompletableFuture<String> gone, CompletableFuture<String> drained) {
        return new DefaultConsumer(channel) {
            @Override
            public void handleDelivery(String tag, Envelope envelope, BasicProperties properties, byte[] body) {
                receiver.accept(new Delivery(channel, envelope, properties, body));
            }

            @Override
            public void handleCancelOk(String tag) {
                drained.complete("cancelled");
            }

            @Override
            public void handleCancel(String tag) {
                gone.complete("the broker has cancelled the consumer: the queue was deleted or moved");
            }

            @Override
            public void handleShutdownSignal(String tag, ShutdownSignalException cause) {
                gone.complete(reason(cause));
            }
        };
    }

    /** Never null, which would mean that all is well: a connection that just ends gives an exception without a message. */
    private static String reason(Throwable e) {
        Throwable deepest = e;
        while (deepest.getCause() != null) {
            deepest = deepest.getCause();
        }
        return deepest.getMessage() == null ? deepest.getClass().getSimpleName() : deepest.getMessage();
    }

    /** Stops taking deliveries and returns once no further one will come; what was delivered can still be acknowledged. */
    @Override
    public void close() throws InterruptedException {
        stopped.complete("the service stops");
        // Not started yet, or waiting for a connection: there is nothing to wait for.
        if (thread.isAlive() && link.trouble() == null) {
            thread.join(STOP);
        }
    }
}
