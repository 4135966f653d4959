package dev.warren.messaging.batch;

import dev.warren.messaging.Commands;
import dev.warren.messaging.Contract;
import dev.warren.messaging.Decider;
import dev.warren.messaging.Effects;
import dev.warren.messaging.MessagingConfiguration;
import dev.warren.messaging.Participant;
import dev.warren.messaging.States;
import dev.warren.messaging.broker.Bindings;
import dev.warren.messaging.broker.Link;
import dev.warren.messaging.broker.Links;
import dev.warren.messaging.broker.Listener;
import dev.warren.messaging.broker.QueueDepths;
import dev.warren.messaging.effects.Dependency;
import dev.warren.messaging.effects.EffectRunner;
import dev.warren.messaging.events.Message;
import dev.warren.messaging.migrations.Migrations;
import dev.warren.messaging.outbox.Relay;
import dev.warren.messaging.replay.CatchUp;
import dev.warren.messaging.retry.Rung;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import javax.sql.DataSource;

/**
 * A running service: two supervised connections, a listener, the batch loop and the relay, started and stopped together.
 *
 * <p>Publishing and consuming have a connection each, because a broker that blocks a publisher blocks its whole connection, acknowledgements
 * included.
 */
public final class ServiceRuntime<E, K extends Comparable<K>, S, I, F> {

    /** A call that takes longer is made again with its key after the next start. */
    private static final Duration EFFECTS_AT_STOP = Duration.ofSeconds(4);

    /** The larger part of what {@link #stop} may take: what a batch has begun is better ended than interrupted. */
    private static final Duration BATCHES_AT_STOP = Duration.ofSeconds(12);

    private static final Duration DEPTHS_LOOKED_AT = Duration.ofSeconds(5);

    /** What a service brings: who it is, what it says and hears, how it decides and stores, and what it does outside. */
    public record Service<E, K extends Comparable<K>, S, I, F>(
            Participant participant,
            Contract<E> contract,
            Decider<K, S, I, F> decider,
            States<K, S, I> states,
            Optional<Effects<I, F>> effects) {}

    private final Preparation preparation;
    private final Link consuming;
    private final Relay relay;
    private final Bindings bindings;
    private final QueueDepths depths;
    private final Clock clock;
    private final int capacity;
    private final Listener listener;
    private final Optional<CatchUp> catchUp;
    private final ServiceCore<E, K, S, I, F> core;
    private volatile Thread thread;
    private final CountDownLatch stopping = new CountDownLatch(1);

    public ServiceRuntime(
            Service<E, K, S, I, F> service,
            MessagingConfiguration configuration,
            DataSource database,
            Links links,
            Bindings bindings,
            MeterRegistry meters,
            Machine machine) {
        this.preparation = new Preparation(new Migrations(database, configuration.migrations()));
        this.consuming = links.consuming();
        this.bindings = bindings;
        this.capacity = configuration.outbox().capacity();
        this.relay = new Relay(links.publishing(), configuration.relay(), machine.tracing());
        this.core = new ServiceCore<>(
                service, configuration, new ServiceCore.Surroundings(Database.of(database), relay, machine, meters));
        this.listener = new Listener(
                links.consuming(), service.participant().queue(), configuration.prefetch(), bindings, core::receive);
        this.catchUp = Optional.of(service.participant())
                .filter(Participant::catchesUp)
                .map(participant -> new CatchUp(
                        participant,
                        new CatchUp.Surroundings(links, bindings, database, configuration.prefetch(), machine.clock()),
                        core));
        this.depths = new QueueDepths(links.consuming(), queuesOf(service.participant()), DEPTHS_LOOKED_AT);
        this.clock = machine.clock();
        measure(new RuntimeGauges(meters));
    }

    private static List<String> queuesOf(Participant participant) {
        var waiting = Arrays.stream(Rung.values()).map(participant::retryQueue);
        return Stream.of(Stream.of(participant.queue()), waiting, Stream.of(participant.deadQueue()))
                .flatMap(queues -> queues)
                .toList();
    }

    private void measure(RuntimeGauges gauges) {
        gauges.show(this);
        gauges.show(relay);
        gauges.show(bindings);
        gauges.show(depths);
        core.effects().ifPresent(gauges::show);
    }

    public Commands<I, S> commands() {
        return core.commands();
    }

    /** Why the service cannot commit, or null if it can. */
    public String databaseTrouble() {
        return preparation.trouble() != null ? preparation.trouble() : core.trouble();
    }

    /** Why nothing is heard, or null if the queue is consumed. */
    public String listenerTrouble() {
        String late = catchUp.map(CatchUp::trouble).orElse(null);
        String listening = late != null ? late : listener.trouble();
        return consuming.trouble() != null ? consuming.trouble() : listening;
    }

    /** Whether the broker is there, but what this service needs on it is not, or not heard yet. */
    public boolean lacksTopology() {
        return consuming.trouble() == null && listenerTrouble() != null;
    }

    /** Whether committed messages go out at this moment. */
    public boolean isPublishing() {
        return relay.isPublishing();
    }

    /** Takes over messages that somebody else has committed to the outbox; never blocks. */
    public void relay(List<Message> messages) {
        relay.offer(messages);
    }

    /** What the service's effects call, if it has any. */
    public Optional<Dependency> dependency() {
        return core.effects().map(EffectRunner::dependency);
    }

    /** Messages that wait for the broker, counted up to the outbox's capacity. */
    public int outboxBacklog() {
        return core.backlog().messages();
    }

    /** How long the oldest message has been waiting for the broker; zero if none waits. */
    Duration oldestAge() {
        Instant oldest = core.backlog().oldest();
        Duration age = oldest == null ? Duration.ZERO : Duration.between(oldest, clock.instant());
        return age.isNegative() ? Duration.ZERO : age;
    }

    /** Deadlines that have passed and are not decided about yet, counted up to a thousand. */
    int overdueDeadlines() {
        return core.overdueDeadlines();
    }

    /** How it is now, in words. */
    public Condition condition() {
        return new Condition(
                databaseTrouble(),
                listenerTrouble(),
                relay.isBlocked(),
                isPublishing(),
                core.effects().map(EffectRunner::congestion).orElse(null),
                core.backlog(),
                capacity);
    }

    /** Whether the thread that decides is there, or not yet, or not any more because the service stops. */
    public boolean isAlive() {
        return thread == null || thread.isAlive() || stopping.getCount() == 0;
    }

    /**
     * Starts everything in the background and returns at once: nothing needs to be up yet.
     *
     * @param prepared called once the tables are there
     */
    public void start(Runnable prepared) {
        relay.start();
        depths.start();
        thread = Thread.ofPlatform().name("batches").daemon().start(() -> run(prepared));
    }

    private void run(Runnable prepared) {
        try {
            // Messages are consumed only once there is a database that can take them.
            preparation.run(stopping);
            prepared.run();
            listen();
            core.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** From the queue, at once or as soon as the service has caught up with what was said before it came. */
    private void listen() {
        catchUp.ifPresentOrElse(
                late -> Thread.ofPlatform().name("catch-up").daemon().start(() -> listenAfter(late)), listener::start);
    }

    private void listenAfter(CatchUp late) {
        try {
            if (late.run()) {
                listener.start();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Stops taking, finishes what was taken, publishes what was said, and leaves. Blocks for less than 18 seconds, usually for none. */
    public void stop() throws InterruptedException {
        Instant until = Instant.now().plus(BATCHES_AT_STOP);
        stopping.countDown();
        catchUp.ifPresent(CatchUp::stop);
        depths.close();
        listener.close();
        core.stop(EFFECTS_AT_STOP, until);
        if (thread != null && thread.isAlive()) {
            thread.join(Duration.between(Instant.now(), until));
        }
        relay.close();
        consuming.close();
    }
}
