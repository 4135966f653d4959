package dev.warren.messaging.outbox;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ShutdownSignalException;
import dev.warren.messaging.FailPoint;
import dev.warren.messaging.broker.Link;
import dev.warren.messaging.events.Message;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes committed messages: persistent, mandatory, confirmed, many in flight on one channel.
 *
 * <p>A message counts as sent when the broker has confirmed it and has not returned it; only then may its outbox row go. A
 * returned or refused message stays in the outbox, and the sweep offers it again. What was in flight when a channel closed is
 * published again on the next one, so a listener may see it twice. Thread-safe.
 */
public final class Relay implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Relay.class);

    /**
     * @param capacity messages held in memory, beyond which they wait in the table for the sweep
     * @param window messages in flight, published and not yet confirmed
     * @param confirmTimeout how long a confirm may take before the channel counts as broken
     */
    public record Settings(int capacity, int window, Duration confirmTimeout) {}

    private final Link link;
    private final Settings settings;
    private final Thread publisher;
    private final LinkedBlockingDeque<Message> waiting = new LinkedBlockingDeque<>();
    private final Set<UUID> held = ConcurrentHashMap.newKeySet();
    private final ConcurrentLinkedQueue<UUID> confirmed = new ConcurrentLinkedQueue<>();
    private final AtomicLong returned = new AtomicLong();
    private volatile Flight flight;
    private volatile boolean stopping;

    public Relay(Link link, Settings settings) {
        this.link = link;
        this.settings = settings;
        this.publisher = Thread.ofPlatform().name("relay").daemon().unstarted(this::run);
    }

    public void start() {
        publisher.start();
    }

    /** Takes over messages that are committed, as far as there is room; never blocks. Those already held are skipped. */
    public void offer(List<Message> messages) {
        for (Message message : messages) {
            if (held.size() >= settings.capacity()) {
                return;
            }
            if (held.add(message.id())) {
                waiting.addLast(message);
            }
        }
    }

    /** How many more messages there is room for. */
    public int room() {
        return Math.max(0, settings.capacity() - held.size());
    }

    /** Messages that are with the broker for good since the last call; the caller deletes their rows. */
    public List<UUID> takeConfirmed() {
        var ids = new ArrayList<UUID>();
        for (UUID id = confirmed.poll(); id != null; id = confirmed.poll()) {
            ids.add(id);
        }
        return ids;
    }

    /** The rows of confirmed messages are deleted; called after the commit, so that no sweep offers them in between. */
    public void forget(List<UUID> deleted) {
        deleted.forEach(held::remove);
    }

    /** The rows of confirmed messages could not be deleted; they are handed out again. */
    public void putBack(List<UUID> undeleted) {
        confirmed.addAll(undeleted);
    }

    /** Whether messages go out at this moment. */
    public boolean isPublishing() {
        return flight != null && !link.isBlocked();
    }

    /** Messages published and not yet confirmed. */
    public int inFlight() {
        Flight now = flight;
        return now == null ? 0 : now.size();
    }

    /** Messages that came back because no queue is bound for them, since the start. */
    public long returned() {
        return returned.get();
    }

    private void run() {
        while (true) {
            try {
                Connection connection = link.await();
                if (connection == null) {
                    return;
                }
                publishOn(connection);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (IOException | ShutdownSignalException | TimeoutException e) {
                log.warn("the relay starts over on a new channel: {}", e.getMessage());
            }
        }
    }

    private void publishOn(Connection connection) throws IOException, InterruptedException, TimeoutException {
        Channel channel = connection
                .openChannel()
                .orElseThrow(() -> new IOException("the connection has no channel left; raise channel_max"));
        var current = new Flight(settings.window(), this::landed);
        channel.confirmSelect();
        channel.addConfirmListener(current);
        channel.addReturnListener(back -> {
            returned.incrementAndGet();
            log.warn(
                    "no queue is bound to {} for {}: the message stays in the outbox",
                    back.getExchange(),
                    back.getRoutingKey());
            current.returned(back.getProperties().getMessageId());
        });
        flight = current;
        try {
            while (!stopping || !waiting.isEmpty()) {
                Message message = waiting.pollFirst(100, TimeUnit.MILLISECONDS);
                if (message != null) {
                    publish(channel, current, message);
                } else if (!channel.isOpen()) {
                    throw new IOException(
                            "the channel is closed: " + channel.getCloseReason().getMessage());
                }
                if (!link.isBlocked()) {
                    current.failIfOlderThan(settings.confirmTimeout());
                }
            }
            current.awaitEmpty(settings.confirmTimeout());
            link.close();
        } finally {
            flight = null;
            // A confirm that comes late must find no channel: on a reused one it would confirm another message.
            abort(channel);
            current.unconfirmed().reversed().forEach(waiting::addFirst);
        }
    }

    private void publish(Channel channel, Flight current, Message message)
            throws IOException, InterruptedException, TimeoutException {
        try {
            while (!current.board(1, TimeUnit.SECONDS)) {
                if (!channel.isOpen()) {
                    throw new IOException(
                            "the channel is closed: " + channel.getCloseReason().getMessage());
                }
                if (!link.isBlocked()) {
                    current.failIfOlderThan(settings.confirmTimeout());
                }
            }
        } catch (IOException | TimeoutException | InterruptedException e) {
            waiting.addFirst(message);
            throw e;
        }
        long number = channel.getNextPublishSeqNo();
        current.add(number, message);
        try {
            channel.basicPublish(message.exchange(), message.routingKey(), true, message.properties(), message.body());
        } catch (IllegalArgumentException e) {
            // The client has counted a number that the broker never saw: the channel cannot go on, the message not
            // either.
            log.error("message {} cannot be encoded and stays in the outbox: {}", message.id(), e.getMessage());
            current.handleNack(number, false);
            throw new IOException(e);
        }
        FailPoint.AFTER_PUBLISH.reached();
    }

    private void landed(Message message, boolean sent) {
        if (sent) {
            FailPoint.AFTER_CONFIRM.reached();
            confirmed.add(message.id());
        } else {
            held.remove(message.id());
        }
    }

    private static void abort(Channel channel) {
        try {
            channel.abort();
        } catch (IOException | ShutdownSignalException e) {
            log.debug("the channel was closed before: {}", e.getMessage());
        }
    }

    /** Publishes what waits, awaits its confirms up to the confirm time-out, and closes the connection. */
    @Override
    public void close() throws InterruptedException {
        stopping = true;
        if (link.trouble() != null) {
            link.close();
        }
        publisher.join(settings.confirmTimeout().plusSeconds(1));
        link.close();
    }
}
