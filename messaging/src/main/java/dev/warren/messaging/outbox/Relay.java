package dev.warren.messaging.outbox;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ShutdownSignalException;
import dev.warren.messaging.FailPoint;
import dev.warren.messaging.broker.Backoff;
import dev.warren.messaging.broker.Link;
import dev.warren.messaging.broker.Waits;
import dev.warren.messaging.events.Message;
import dev.warren.messaging.tracing.Tracing;
import io.opentelemetry.api.trace.Span;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
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
public final class Relay implements Outgoing, AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Relay.class);
    private static final Duration TICK = Duration.ofMillis(100);

    private static final Duration LAST_CONFIRMS = Duration.ofSeconds(1);

    /** A channel that lived for less counts as a failed attempt. */
    private static final Duration STEADY = Duration.ofSeconds(5);

    /**
     * @param capacity messages held in memory, beyond which they wait in the table for the sweep
     * @param window messages in flight, published and not yet confirmed
     * @param confirmTimeout how long a confirm may take before the channel counts as broken
     */
    public record Settings(int capacity, int window, Duration confirmTimeout) {}

    private final Link link;
    private final Settings settings;
    private final Tracing tracing;
    private final Thread publisher;
    private final Hold hold;
    private final AtomicLong returned = new AtomicLong();
    private final CompletableFuture<String> closing = new CompletableFuture<>();
    private final Refusals refusals = new Refusals();

    /** Messages at the head of those waiting, one of which made the broker close the last channel. Only on the relay's thread. */
    private int doubtful;

    private volatile Flight flight;

    public Relay(Link link, Settings settings, Tracing tracing) {
        this.link = link;
        this.settings = settings;
        this.tracing = tracing;
        this.hold = new Hold(settings.capacity());
        this.publisher = Thread.ofPlatform().name("relay").daemon().unstarted(this::run);
    }

    public void start() {
        publisher.start();
    }

    @Override
    public void offer(List<Message> messages) {
        hold.load(messages);
    }

    @Override
    public int room() {
        return hold.room();
    }

    @Override
    public boolean isHalfEmpty() {
        return hold.room() >= (settings.capacity() + 1) / 2;
    }

    @Override
    public List<UUID> takeConfirmed() {
        return hold.takeConfirmed();
    }

    @Override
    public void forget(List<UUID> deleted) {
        hold.forget(deleted);
    }

    @Override
    public void putBack(List<UUID> undeleted) {
        hold.putBack(undeleted);
    }

    @Override
    public boolean isPublishing() {
        return flight != null && !link.isBlocked();
    }

    /** Whether the broker has stopped taking messages by an alarm of its own. */
    public boolean isBlocked() {
        return link.isBlocked();
    }

    /** Whether nothing that it holds could still be published and forgotten. */
    @Override
    public boolean isIdle() {
        return !isPublishing() || hold.isEmpty();
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
        var backoff = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(5));
        Connection admitted = null;
        try {
            while (true) {
                Connection connection = link.await();
                if (connection == null) {
                    return;
                }
                long since = System.nanoTime();
                try {
                    if (connection != admitted) {
                        JournalGate.await(connection, closing);
                        admitted = connection;
                    }
                    publishOn(connection);
                    backoff.reset();
                } catch (TimeoutException e) {
                    // A connection that is half open says nothing for minutes; a new one tells.
                    log.warn("the relay starts over on a new connection: {}", e.getMessage());
                    connection.abort(2000);
                } catch (IOException | RuntimeException | Error e) {
                    // Whatever it was, this is the only thread that publishes.
                    log.warn("the relay starts over on a new channel: {}", e.toString());
                    if (System.nanoTime() - since > STEADY.toNanos()) {
                        backoff.reset();
                    }
                    if (Waits.happens(closing, backoff.next())) {
                        link.close();
                    }
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Returns when the service stops, or when the doubtful messages are through and a wider channel is due. */
    private void publishOn(Connection connection) throws IOException, InterruptedException, TimeoutException {
        Channel channel = connection
                .openChannel()
                .orElseThrow(() -> new IOException("the connection has no channel left; raise channel_max"));
        boolean careful = doubtful > 0;
        var current = new Flight(careful ? 1 : settings.window(), hold::landed);
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
            while (careful ? doubtful > 0 : !closing.isDone() || hold.hasWaiting()) {
                publishNext(channel, current);
            }
            while (!current.isEmptyWithin(TICK)) {
                check(channel, current);
            }
            if (!careful) {
                link.close();
            }
        } finally {
            flight = null;
            // A confirm that comes late must find no channel: on a reused one it would confirm another message.
            abort(channel);
            salvage(current.unconfirmed(), channel.getCloseReason());
        }
    }

    private void publishNext(Channel channel, Flight current)
            throws IOException, InterruptedException, TimeoutException {
        if (link.isBlocked()) {
            // Written on, messages would fill the socket until the write blocks, and with it every attempt to close.
            current.excuse();
            if (Waits.happens(closing, TICK)) {
                throw new IOException("the broker takes no messages: the rest stays in the outbox");
            }
            return;
        }
        check(channel, current);
        if (current.board(TICK.toMillis(), TimeUnit.MILLISECONDS)) {
            Message message = hold.next(TICK.toMillis());
            if (message == null) {
                current.leave();
                doubtful = 0;
            } else if (refusals.concern(message)) {
                current.leave();
                hold.landed(message, false);
                doubtful = Math.max(0, doubtful - 1);
            } else {
                publish(channel, current, message);
                doubtful = Math.max(0, doubtful - 1);
            }
        }
    }

    private void check(Channel channel, Flight current) throws IOException, TimeoutException {
        if (!channel.isOpen()) {
            throw new IOException(
                    "the channel is closed: " + channel.getCloseReason().getMessage());
        }
        current.failIfOlderThan(settings.confirmTimeout());
    }

    private void publish(Channel channel, Flight current, Message message) throws IOException {
        long number = channel.getNextPublishSeqNo();
        Span span = tracing.publishing(message);
        current.add(number, message, span);
        // Whoever hears it goes on from here; unrecorded, the step in which it was said is as good.
        Message sent = span.isRecording() ? message.sentBy(span.getSpanContext()) : message;
        try {
            channel.basicPublish(sent.exchange(), sent.routingKey(), true, sent.properties(), sent.body());
        } catch (IllegalArgumentException e) {
            // The client has counted a number that the broker never saw: the channel cannot go on, the message not
            // either.
            log.error("message {} cannot be encoded and stays in the outbox: {}", message.id(), e.getMessage());
            refusals.add(message);
            current.handleNack(number, false);
            throw new IOException(e);
        }
        FailPoint.AFTER_PUBLISH.reached();
    }

    /**
     * Takes back what is not confirmed. When the broker has closed the channel because of a message (no such exchange, no right to it, too
     * large), it does not say which: all of them are published again one by one, and the one that does it again is left to
     * the outbox for a while. Otherwise it would hold up everything that the service says.
     */
    private void salvage(List<Message> unconfirmed, ShutdownSignalException reason) {
        boolean refused = reason != null
                && !reason.isHardError()
                && reason.getReason() instanceof AMQP.Channel.Close close
                && !reason.isInitiatedByApplication();
        if (refused && unconfirmed.size() == 1) {
            Message culprit = unconfirmed.getFirst();
            log.error("message {} is refused and stays in the outbox: {}", culprit.id(), reason.getMessage());
            refusals.add(culprit, reason);
            hold.landed(culprit, false);
        } else {
            doubtful = refused ? unconfirmed.size() : 0;
            hold.takeBack(unconfirmed);
        }
    }

    private static void abort(Channel channel) {
        try {
            channel.abort();
        } catch (IOException | ShutdownSignalException e) {
            log.debug("the channel was closed before: {}", e.getMessage());
        }
    }

    /** Publishes what waits and awaits its confirms, for at most a second, and closes the connection. */
    @Override
    public void close() throws InterruptedException {
        closing.complete("the service stops");
        if (link.trouble() != null) {
            link.close();
        }
        if (publisher.isAlive()) {
            publisher.join(LAST_CONFIRMS);
        }
        link.close();
    }
}
