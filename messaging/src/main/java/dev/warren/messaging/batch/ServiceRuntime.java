package dev.warren.messaging.batch;

import dev.warren.messaging.Commands;
import dev.warren.messaging.Contract;
import dev.warren.messaging.Decider;
import dev.warren.messaging.Effects;
import dev.warren.messaging.MessagingConfiguration;
import dev.warren.messaging.Participant;
import dev.warren.messaging.States;
import dev.warren.messaging.broker.Backoff;
import dev.warren.messaging.broker.Bindings;
import dev.warren.messaging.broker.Link;
import dev.warren.messaging.broker.Links;
import dev.warren.messaging.broker.Listener;
import dev.warren.messaging.effects.Dependency;
import dev.warren.messaging.effects.EffectRunner;
import dev.warren.messaging.events.Message;
import dev.warren.messaging.migrations.Migrations;
import dev.warren.messaging.outbox.Relay;
import dev.warren.messaging.replay.CatchUp;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running service: two supervised connections, a listener, the batch loop and the relay, started and stopped together.
 *
 * <p>Publishing and consuming have a connection each, because a broker that blocks a publisher blocks its whole connection, acknowledgements
 * included.
 */
public final class ServiceRuntime<E, K extends Comparable<K>, S, I, F> {

    private static final Logger log = LoggerFactory.getLogger(ServiceRuntime.class);

    /** A call that takes longer is made again with its key after the next start. */
    private static final Duration EFFECTS_AT_STOP = Duration.ofSeconds(4);

    /** The larger part of what {@link #stop} may take: what a batch has begun is better ended than interrupted. */
    private static final Duration BATCHES_AT_STOP = Duration.ofSeconds(12);

    /** What a service brings: who it is, what it says and hears, how it decides and stores, and what it does outside. */
    public record Service<E, K extends Comparable<K>, S, I, F>(
            Participant participant,
            Contract<E> contract,
            Decider<K, S, I, F> decider,
            States<K, S, I> states,
            Optional<Effects<I, F>> effects) {}

    private final Migrations migrations;
    private final Link consuming;
    private final Relay relay;
    private final Bindings bindings;
    private final Listener listener;
    private final Optional<CatchUp> catchUp;
    private final ServiceCore<E, K, S, I, F> core;
    private Thread thread;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private volatile String trouble = "the database is not prepared yet";

    public ServiceRuntime(
            Service<E, K, S, I, F> service,
            MessagingConfiguration configuration,
            DataSource database,
            Links links,
            Bindings bindings,
            MeterRegistry meters,
            Machine machine) {
        this.migrations = new Migrations(database, configuration.migrations());
        this.consuming = links.consuming();
        this.bindings = bindings;
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
        measure(meters);
    }

    public Commands<I, S> commands() {
        return core.commands();
    }

    /** Why the service cannot commit, or null if it can. */
    public String databaseTrouble() {
        return trouble != null ? trouble : core.trouble();
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
        return core.outboxBacklog();
    }

    /**
     * Starts everything in the background and returns at once: nothing needs to be up yet.
     *
     * @param prepared called once the tables are there
     */
    public void start(Runnable prepared) {
        relay.start();
        thread = Thread.ofPlatform().name("batches").daemon().start(() -> run(prepared));
    }

    private void run(Runnable prepared) {
        try {
            prepare();
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

    /** Messages are consumed only once there is a database that can take them. */
    private void prepare() throws InterruptedException {
        var backoff = new Backoff(Duration.ofMillis(250), Duration.ofSeconds(5));
        String said = null;
        do {
            try {
                migrations.run();
                trouble = null;
                return;
            } catch (SQLException | RuntimeException | Error e) {
                // Flyway's own and the pool's: whatever it is, the service waits for it to pass.
                trouble = "the database cannot be prepared: " + firstLine(e);
                if (!trouble.equals(said)) {
                    log.warn("{}; trying on", trouble);
                    said = trouble;
                }
            }
        } while (!stopping.await(backoff.next().toMillis(), TimeUnit.MILLISECONDS));
        throw new InterruptedException("stopped before the database was there");
    }

    /** Stops taking, finishes what was taken, publishes what was said, and leaves. Blocks for less than 18 seconds, usually for none. */
    public void stop() throws InterruptedException {
        Instant until = Instant.now().plus(BATCHES_AT_STOP);
        stopping.countDown();
        catchUp.ifPresent(CatchUp::stop);
        listener.close();
        core.stop(EFFECTS_AT_STOP, until);
        if (thread != null && thread.isAlive()) {
            thread.join(Duration.between(Instant.now(), until));
        }
        relay.close();
        consuming.close();
    }

    private void measure(MeterRegistry meters) {
        Gauge.builder("warren.outbox.pending", this, ServiceRuntime::outboxBacklog)
                .description("Messages committed and not yet confirmed by the broker")
                .register(meters);
        Gauge.builder("warren.confirms.in.flight", relay, Relay::inFlight)
                .description("Messages published and not yet confirmed")
                .register(meters);
        Gauge.builder("warren.messages.returned", relay, Relay::returned)
                .description("Messages that came back because no queue is bound for them")
                .register(meters);
        Gauge.builder("warren.bindings.repaired", bindings, Bindings::repaired)
                .description("Bindings that were missing and made again")
                .register(meters);
        core.effects().ifPresent(effects -> measure(effects, meters));
    }

    private static void measure(EffectRunner<?, ?> effects, MeterRegistry meters) {
        Gauge.builder("warren.effects.pending", effects, EffectRunner::pending)
                .description("Effects under way or waiting")
                .register(meters);
        Gauge.builder("warren.dependency.available", effects.dependency(), it -> it.isUp() ? 1 : 0)
                .tag("dependency", effects.dependency().name())
                .description("1 while what the effects call answers, 0 while it is only probed and messages wait")
                .register(meters);
    }

    private static String firstLine(Throwable e) {
        Throwable deepest = e;
        while (deepest.getCause() != null) {
            deepest = deepest.getCause();
        }
        return String.valueOf(deepest.getMessage()).lines().findFirst().orElse(e.toString());
    }
}
