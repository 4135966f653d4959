package dev.warren.messaging.batch;

import dev.warren.messaging.Commands;
import dev.warren.messaging.Effects;
import dev.warren.messaging.MessagingConfiguration;
import dev.warren.messaging.batch.ServiceRuntime.Service;
import dev.warren.messaging.broker.Delivery;
import dev.warren.messaging.effects.EffectRunner;
import dev.warren.messaging.effects.MeasuredEffects;
import dev.warren.messaging.erasure.Erasures;
import dev.warren.messaging.events.EventMessages;
import dev.warren.messaging.outbox.Outbox.Backlog;
import dev.warren.messaging.outbox.Outgoing;
import dev.warren.messaging.replay.CatchUp;
import dev.warren.messaging.replay.Replays;
import dev.warren.messaging.retry.Failure;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * A service without connections and threads of its own: deliveries and commands go in, batches are committed, messages go out.
 * {@link ServiceRuntime} gives it a broker and a thread; whoever has neither drives it round by round.
 *
 * <p>Deliveries and commands may come on any thread; rounds are for one thread at a time.
 */
public final class ServiceCore<E, K extends Comparable<K>, S, I, F> implements CatchUp.Handler {

    /** What it works with. */
    public record Surroundings(Database database, Outgoing outgoing, Machine machine, MeterRegistry meters) {}

    private final Service<E, K, S, I, F> service;
    private final EventMessages<E> messages;
    private final Housekeeping<S, I> housekeeping;
    private final BatchLoop<K, S, I, F> loop;
    private final Steps steps;

    /** @throws IllegalArgumentException if {@code messaging.versions} names what cannot be said */
    public ServiceCore(
            Service<E, K, S, I, F> service, MessagingConfiguration configuration, Surroundings surroundings) {
        this.service = service;
        this.messages =
                new EventMessages<>(service.participant(), service.contract().saying(configuration.versions()));
        this.housekeeping = new Housekeeping<>(
                surroundings.database(),
                service.states(),
                surroundings.outgoing(),
                new Housekeeping.Settings(
                        configuration.outbox().capacity(),
                        configuration.outbox().claimAge()));
        this.steps = new Steps(
                surroundings.machine().tracing(), service.participant().queue());
        var transaction = new BatchTransaction<>(
                surroundings.database(),
                service.participant(),
                service.decider(),
                service.states(),
                messages,
                new Erasures(service.contract().privacy()),
                new Deadlines<>(service.states(), configuration.deadlineInterval(), steps));
        this.loop = new BatchLoop<>(
                transaction,
                housekeeping,
                surroundings.outgoing(),
                service.effects().<Effects<I, F>>map(effects -> new MeasuredEffects<>(effects, surroundings.meters())),
                new BatchLoop.Settings(
                        configuration.batchSize(),
                        configuration.effects(),
                        new BatchMeters(surroundings.meters(), service.participant()),
                        steps,
                        surroundings.machine()));
    }

    public Commands<I, S> commands() {
        return loop;
    }

    /** Who performs the service's effects, if it has any. */
    Optional<EffectRunner<I, F>> effects() {
        return loop.effects();
    }

    /** Takes a delivery for one of the next batches; never blocks. History is skipped by whoever does not learn from it. */
    @Override
    public void receive(Delivery delivery) {
        boolean isHistory = Replays.run(delivery.properties()).isPresent();
        if (isHistory && !service.participant().catchesUp()) {
            skip(delivery, () -> {});
        } else {
            loop.add(arrival(delivery));
        }
    }

    /** Takes a delivery about which nothing is to be decided; never blocks. */
    @Override
    public void skip(Delivery delivery, Runnable acknowledged) {
        loop.add(new Arrival.Skipped<>(delivery, acknowledged));
    }

    private Arrival<I, S> arrival(Delivery delivery) {
        var span = steps.processing(delivery);
        try {
            var heard = messages.read(delivery.properties(), delivery.body());
            I input = service.decider().hear(heard.event(), heard.sequence());
            return new Arrival.Event<>(
                    delivery, heard, Objects.requireNonNull(input, "the decider heard nothing"), span);
        } catch (RuntimeException | StackOverflowError | LinkageError | AssertionError e) {
            // Thrown on, it would close the channel, and the message would come again for ever.
            return new Arrival.Unhandled<>(delivery, Failure.of(e), span);
        }
    }

    /** Takes commands from now on; the database must be prepared. */
    public void open() {
        loop.open();
    }

    /** Opens and goes from round to round until it is stopped and has finished what it took. */
    void run() {
        loop.run();
    }

    /**
     * One batch from arrival to acknowledgement. Blocks for as long as the database is away.
     *
     * @param wait for the first arrival; after it the batch may be empty, and then only deadlines and the outbox are looked after
     * @return false when the service was stopped before the batch could be finished
     */
    public boolean round(Duration wait) throws InterruptedException {
        return loop.round(wait);
    }

    void stop(Duration effectsLimit, Instant until) throws InterruptedException {
        loop.stop(effectsLimit, until);
    }

    /** Why nothing can be committed now, or null if it can. */
    String trouble() {
        return loop.trouble();
    }

    /** What waits for the broker, counted up to the outbox's capacity. */
    Backlog backlog() {
        return housekeeping.backlog();
    }

    /** Deadlines that have passed and are not decided about yet, counted up to a thousand. */
    int overdueDeadlines() {
        return housekeeping.overdue();
    }
}
