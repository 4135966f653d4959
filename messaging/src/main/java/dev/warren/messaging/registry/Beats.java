package dev.warren.messaging.registry;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ShutdownSignalException;
import dev.warren.messaging.Said;
import dev.warren.messaging.broker.Link;
import dev.warren.messaging.events.EventMessages;
import dev.warren.messaging.registry.RegistryEvent.Heartbeat;
import dev.warren.messaging.registry.RegistryEvent.Left;
import dev.warren.messaging.topology.Definitions;
import io.opentelemetry.api.trace.SpanContext;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says that this instance is alive, at once and then at its interval, on a thread of its own, so that work never looks like death.
 * Thread-safe, never blocks the caller.
 *
 * <p>Heartbeats are not confirmed and not stored: the next one says the same.
 */
final class Beats {

    private static final Logger log = LoggerFactory.getLogger(Beats.class);

    private final Link link;
    private final EventMessages<RegistryEvent> messages;
    private final Clock clock;
    private final Runnable eachTime;
    private final LongAdder said = new LongAdder();
    private final ScheduledThreadPoolExecutor thread = new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().name("heartbeat").daemon().factory(), new ThreadPoolExecutor.DiscardPolicy());
    // From here on only on the heartbeat thread.
    private Heartbeat heartbeat;
    private ScheduledFuture<?> next;
    private Channel channel;
    private long sequence;

    /** @param eachTime done before each heartbeat, on the heartbeat thread */
    Beats(Link link, EventMessages<RegistryEvent> messages, Clock clock, Runnable eachTime) {
        this.link = link;
        this.messages = messages;
        this.clock = clock;
        this.eachTime = eachTime;
        // A heartbeat after the goodbye would bring the instance back into every view.
        thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        thread.setRemoveOnCancelPolicy(true);
    }

    /** Says it from now on; what was said before is replaced. */
    void start(Heartbeat announced) {
        thread.execute(() -> {
            heartbeat = announced;
            beatWithin(Duration.ZERO);
        });
    }

    /**
     * Brings the next heartbeat forward to a random moment within that time, if it is not due sooner. However many ask for it, it is one
     * heartbeat, and in the long run there are no more of them. Does nothing before the start.
     */
    void hurry(Duration within) {
        thread.execute(() -> {
            if (heartbeat != null) {
                beatWithin(within);
            }
        });
    }

    /** How many were published. */
    long said() {
        return said.sum();
    }

    private void beatWithin(Duration time) {
        long delay = ThreadLocalRandom.current().nextLong(time.toMillis() + 1);
        if (next == null || next.getDelay(TimeUnit.MILLISECONDS) > delay) {
            beatIn(delay);
        }
    }

    private void beatIn(long millis) {
        if (next != null) {
            next.cancel(false);
        }
        next = thread.schedule(this::beat, millis, TimeUnit.MILLISECONDS);
    }

    private void beat() {
        eachTime.run();
        // A blocked connection would take it, and the broker would take it much later.
        if (!link.isBlocked()) {
            say(heartbeat);
        }
        long interval = heartbeat.interval().toMillis();
        next = null;
        // Up to a tenth sooner, so that instances that were started together do not beat together.
        beatIn(interval - ThreadLocalRandom.current().nextLong(interval / 10 + 1));
    }

    private void say(RegistryEvent event) {
        try {
            publish(event);
            said.increment();
        } catch (IOException | ShutdownSignalException e) {
            log.debug("not announced: {}", e.getMessage());
        } catch (RuntimeException e) {
            // Thrown on, it would end the heartbeats for good.
            log.error("not announced", e);
        }
    }

    private void publish(RegistryEvent event) throws IOException {
        if (channel == null || !channel.isOpen()) {
            Connection open = link.current().orElseThrow(() -> new IOException("no connection"));
            channel = open.openChannel().orElseThrow(() -> new IOException("no channel left"));
        }
        var at = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        var message = messages.write(new Said(event, ++sequence, at), null, SpanContext.getInvalid());
        var properties = message.properties().builder().deliveryMode(1).build();
        channel.basicPublish(Definitions.REGISTRY, "", properties, message.body());
    }

    /** Says that this instance leaves, and nothing more. Blocks for at most a second. */
    void stop() throws InterruptedException {
        thread.execute(() -> {
            if (heartbeat != null) {
                say(new Left(heartbeat.instanceId(), heartbeat.service()));
            }
        });
        thread.shutdown();
        thread.awaitTermination(1, TimeUnit.SECONDS);
    }
}
