package dev.warren.messaging.registry;

import com.fasterxml.uuid.Generators;
import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.DefaultConsumer;
import com.rabbitmq.client.Envelope;
import com.rabbitmq.client.ShutdownSignalException;
import dev.warren.messaging.MessagingConfiguration.RegistryConfiguration;
import dev.warren.messaging.Participant;
import dev.warren.messaging.Said;
import dev.warren.messaging.broker.Link;
import dev.warren.messaging.broker.Links;
import dev.warren.messaging.broker.Waits;
import dev.warren.messaging.events.EventMessages;
import dev.warren.messaging.events.UnreadableMessageException;
import dev.warren.messaging.registry.RegistryEvent.Heartbeat;
import dev.warren.messaging.registry.RegistryEvent.Left;
import dev.warren.messaging.topology.Definitions;
import io.opentelemetry.api.trace.SpanContext;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Announces this instance by heartbeats and keeps a view of all others. Thread-safe.
 *
 * <p>Heartbeats are not confirmed and not stored: the next one says the same. They have a thread of their own, so that work never looks
 * like death.
 */
public final class Registry implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Registry.class);

    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration ANSWER_WITHIN = Duration.ofMillis(500);

    private final UUID id = Generators.timeBasedEpochGenerator().generate();
    private final String service;
    private final Link publishing;
    private final Link consuming;
    private final RegistryConfiguration configuration;
    private final Clock clock;
    private final Instant startedAt;
    private final View view;
    private final EventMessages<RegistryEvent> messages;
    private final ScheduledThreadPoolExecutor beats = new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().name("heartbeat").daemon().factory(), new ThreadPoolExecutor.DiscardPolicy());
    private final CompletableFuture<String> stopped = new CompletableFuture<>();
    private Channel channel;
    private long sequence;
    private boolean listening;
    private boolean hearing;
    private volatile Heartbeat announced;

    public Registry(String service, Links links, RegistryConfiguration configuration, Clock clock) {
        this.service = service;
        this.publishing = links.publishing();
        this.consuming = links.consuming();
        this.configuration = configuration;
        this.clock = clock;
        this.startedAt = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        this.view = new View(configuration.expiry());
        this.messages = new EventMessages<>(
                new Participant(service, "registry", RegistryContract.types()), RegistryContract.contract());
        // A heartbeat after the goodbye would bring the instance back into every view.
        beats.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    /** Starts to listen. */
    public void start() {
        Thread.ofPlatform().name("registry").daemon().start(this::listen);
    }

    /** Starts to announce that this instance can be reached at an address; the first heartbeat goes out at once. */
    public void announce(String address, int port, String version) {
        announced = new Heartbeat(id, service, address, port, version, startedAt, configuration.interval());
        beats.execute(this::beatOn);
    }

    /** Who is alive, this instance included, by service and then by start. Stale while the broker is away. */
    public List<Instance> instances() {
        return view.instances(clock.instant());
    }

    private void beatOn() {
        attend(null);
        beat();
        long interval = configuration.interval().toMillis();
        // A tenth of jitter, so that instances that were started together do not beat together.
        long pause = interval - ThreadLocalRandom.current().nextLong(interval / 10 + 1);
        beats.schedule(this::beatOn, pause, TimeUnit.MILLISECONDS);
    }

    private void beat() {
        if (!stopped.isDone() && !publishing.isBlocked()) {
            say(announced);
        }
    }

    /**
     * Notes whether others can be heard. Without a connection nobody can, nor while the broker takes no messages: then the silence of the
     * others says nothing about them.
     *
     * @param listens whether there is a connection, or null if that is as it was
     */
    private synchronized void attend(Boolean listens) {
        listening = listens == null ? listening : listens;
        boolean hears = listening && !publishing.isBlocked();
        if (hears && !hearing) {
            view.hearing(clock.instant());
        } else if (!hears) {
            view.deaf(clock.instant());
        }
        hearing = hears;
    }

    /** Only on the heartbeat thread. */
    private void say(RegistryEvent event) {
        try {
            publish(event);
        } catch (IOException | ShutdownSignalException e) {
            log.debug("not announced: {}", e.getMessage());
        } catch (RuntimeException e) {
            // Thrown on, it would end the heartbeats for good.
            log.error("not announced", e);
        }
    }

    private void publish(RegistryEvent event) throws IOException {
        if (channel == null || !channel.isOpen()) {
            Connection open = publishing.current().orElseThrow(() -> new IOException("no connection"));
            channel = open.openChannel().orElseThrow(() -> new IOException("no channel left"));
        }
        var at = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        var message = messages.write(new Said(event, ++sequence, at), null, SpanContext.getInvalid());
        var properties = message.properties().builder().deliveryMode(1).build();
        channel.basicPublish(Definitions.REGISTRY, "", properties, message.body());
    }

    private void listen() {
        try {
            do {
                Connection connection = consuming.await();
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
                attend(false);
            } while (!Waits.happens(stopped, PAUSE));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void listenOn(Connection connection) throws IOException, InterruptedException {
        Channel hearing = connection.openChannel().orElseThrow(() -> new IOException("no channel left"));
        var gone = new CompletableFuture<String>();
        // A new name each time: the broker may hold an exclusive queue of a lost connection for a while.
        String queue = "registry.%s.%s".formatted(service, UUID.randomUUID());
        hearing.queueDeclare(
                queue,
                false,
                true,
                true,
                Map.of("x-message-ttl", configuration.expiry().toMillis(), "x-max-length", 10_000));
        hearing.queueBind(queue, Definitions.REGISTRY, "");
        hearing.basicConsume(queue, true, new DefaultConsumer(hearing) {
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
        attend(true);
        if (announced != null) {
            beats.execute(this::beat);
        }
        CompletableFuture.anyOf(gone, stopped).join();
        hearing.abort();
    }

    private void hear(BasicProperties properties, byte[] body) {
        try {
            switch ((RegistryEvent) messages.read(properties, body).event()) {
                case Heartbeat heartbeat -> hear(heartbeat);
                case Left left -> view.hear(left);
            }
        } catch (UnreadableMessageException e) {
            log.warn("a registry message cannot be read and is dropped: {}", e.getMessage());
        }
    }

    /** A newcomer is answered by one heartbeat of everybody else, so that its view is full at once. */
    private void hear(Heartbeat heartbeat) {
        boolean newcomer = view.hear(heartbeat, clock.instant());
        if (newcomer && announced != null && !heartbeat.instanceId().equals(id)) {
            long jitter = ThreadLocalRandom.current().nextLong(ANSWER_WITHIN.toMillis());
            beats.schedule(this::beat, jitter, TimeUnit.MILLISECONDS);
        }
    }

    /** Says that this instance leaves, and stops announcing and listening. Blocks for at most a second. */
    @Override
    public void close() throws InterruptedException {
        stopped.complete("the service stops");
        if (announced != null) {
            beats.execute(() -> say(new Left(id, service)));
        }
        beats.shutdown();
        beats.awaitTermination(1, TimeUnit.SECONDS);
    }
}
