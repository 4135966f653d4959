package dev.warren.messaging.batch;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.ShutdownSignalException;
import dev.warren.messaging.Commands;
import dev.warren.messaging.Effects;
import dev.warren.messaging.effects.EffectRunner;
import dev.warren.messaging.outbox.Outgoing;
import io.opentelemetry.api.trace.Span;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one writing thread of a service. Takes whatever has arrived, up to a limit, decides about it in one transaction, commits,
 * acknowledges with one multiple-ack, and hands over what was said and asked.
 *
 * <p>A batch is finished as a whole before the next begins, and dead letters leave through the outbox like everything else: so
 * whatever lies below the batch's highest delivery tag is finished when that is acknowledged. A batch that is given up takes its
 * channels with it, so that no later acknowledgement can include it.
 *
 * <p>While the database is away deliveries wait unacknowledged and are tried again; commands are refused at once. While the dependency of the
 * service's effects is down deliveries wait as well; commands, results and deadlines go on.
 */
final class BatchLoop<K extends Comparable<K>, S, I, F> implements Commands<I, S> {

    private static final Logger log = LoggerFactory.getLogger(BatchLoop.class);

    /** How long the loop waits for arrivals before it looks after confirms and deadlines. */
    private static final Duration TICK = Duration.ofMillis(50);

    /** @param batchSize the most inputs of one transaction */
    record Settings(int batchSize, EffectRunner.Settings effects, BatchMeters meters, Steps steps, Machine machine) {}

    private final Housekeeping<S, I> housekeeping;
    private final Outgoing outgoing;
    private final Optional<EffectRunner<I, F>> effects;
    private final Settings settings;
    private final Intake<I, S> intake;
    private final Finisher<K, S, I, F> finisher;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private volatile Instant emptyUntil;

    BatchLoop(
            BatchTransaction<K, S, I, F> transaction,
            Housekeeping<S, I> housekeeping,
            Outgoing outgoing,
            Optional<Effects<I, F>> effects,
            Settings settings) {
        this.housekeeping = housekeeping;
        this.outgoing = outgoing;
        this.settings = settings;
        var answers = new Answers<I, S>(settings.machine().answerThreads(), settings.meters());
        this.intake = new Intake<>(answers::fail);
        this.effects = effects.map(performer -> new EffectRunner<>(
                performer,
                settings.effects(),
                new EffectRunner.Surroundings(
                        settings.machine().effectThreads(),
                        settings.machine().clock(),
                        settings.machine().tracing()),
                (result, trace) ->
                        intake.add(new Arrival.Result<>(result, settings.steps().deciding(result, trace)))));
        var listeners = new Commits.Listeners<>(outgoing, this.effects, answers, settings.steps(), settings.meters());
        this.finisher = new Finisher<>(
                new Commits<>(transaction, listeners, settings.machine().clock()),
                housekeeping,
                intake,
                answers,
                new Finisher.Settings(settings.batchSize(), settings.meters(), stopping, settings.machine()));
    }

    /** Takes a delivery; never blocks. Deliveries are bounded by the consumer's prefetch. */
    void add(Arrival<I, S> arrival) {
        intake.add(arrival);
    }

    /** What performs the service's effects, if it has any. */
    Optional<EffectRunner<I, F>> effects() {
        return effects;
    }

    /** Why nothing can be committed now, or null if it can. */
    String trouble() {
        return intake.trouble();
    }

    @Override
    public CompletableFuture<S> submit(I command) {
        Objects.requireNonNull(command, "command");
        var answer = new CompletableFuture<S>();
        var span = settings.steps().deciding(command, Span.current().getSpanContext());
        var arrival = new Arrival.Command<>(command, answer, span);
        if (housekeeping.isFull()) {
            intake.refuseFull(arrival, housekeeping.capacity());
        } else {
            intake.submit(arrival);
        }
        return answer;
    }

    /** Takes commands from now on; the database must be prepared. */
    void open() {
        intake.open();
    }

    /** Opens and runs until {@link #stop}. */
    void run() {
        open();
        try {
            boolean goOn = true;
            while (goOn && !isFinished()) {
                goOn = round(TICK);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            intake.close("the service is stopping", null);
        }
    }

    /**
     * Takes no more commands, waits for effects under way, then has the loop finish what has arrived and empty the outbox, and end.
     *
     * @param until when the outbox is left as it is
     */
    void stop(Duration effectsLimit, Instant until) throws InterruptedException {
        intake.stop();
        if (effects.isPresent()) {
            effects.get().close(effectsLimit);
        }
        emptyUntil = until;
        stopping.countDown();
    }

    /** A message whose row is still there would be said again after the next start. */
    private boolean isFinished() {
        return isStopping()
                && intake.isEmpty()
                && (outgoing.isIdle() || Instant.now().isAfter(emptyUntil));
    }

    private boolean isStopping() {
        return stopping.getCount() == 0;
    }

    /** One batch from arrival to acknowledgement, after a little wait for the first; false when the service stops before it can be finished. */
    boolean round(Duration wait) throws InterruptedException {
        var batch = intake.take(settings.batchSize(), wait, takesDeliveries());
        boolean finished = false;
        try {
            finished = finisher.finish(batch);
            return finished;
        } catch (RuntimeException | Error e) {
            // Whatever it was, this is the only thread there is: it goes on.
            log.error("a batch of {} is given up and comes again", batch.size(), e);
            return finisher.pause();
        } finally {
            if (finished) {
                acknowledge(batch);
            } else {
                giveBack(batch);
            }
        }
    }

    /** Deliveries ask for effects: while those cannot be performed, they wait in the queue and not in memory. */
    private boolean takesDeliveries() {
        effects.ifPresent(EffectRunner::startWaiting);
        return effects.map(EffectRunner::hasRoom).orElse(true);
    }

    private void acknowledge(List<Arrival<I, S>> batch) {
        var highest = new LinkedHashMap<Channel, Long>();
        batch.forEach(arrival -> arrival.delivered().ifPresent(d -> highest.put(d.channel(), d.tag())));
        highest.forEach((channel, tag) -> {
            try {
                channel.basicAck(tag, true);
                tellSkipped(batch, channel);
            } catch (IOException | ShutdownSignalException e) {
                // The broker delivers again what it had not heard of, and the inbox skips it.
                log.debug("not acknowledged, the channel is gone: {}", e.getMessage());
            }
        });
    }

    private static <I, S> void tellSkipped(List<Arrival<I, S>> batch, Channel channel) {
        for (var arrival : batch) {
            if (arrival instanceof Arrival.Skipped<I, S> skipped
                    && skipped.delivery().channel() == channel) {
                skipped.acknowledged().run();
            }
        }
    }

    /** Closes the channels of a batch that is not finished: the broker delivers it again. */
    private void giveBack(List<Arrival<I, S>> batch) {
        for (var arrival : batch) {
            arrival.delivered()
                    .map(delivery -> delivery.channel())
                    .filter(Channel::isOpen)
                    .ifPresent(BatchLoop::abort);
            if (arrival instanceof Arrival.Command<I, S> command) {
                intake.refuse(command, null);
            }
        }
    }

    private static void abort(Channel channel) {
        try {
            channel.abort();
        } catch (IOException | ShutdownSignalException e) {
            log.debug("the channel was closed before: {}", e.getMessage());
        }
    }
}
