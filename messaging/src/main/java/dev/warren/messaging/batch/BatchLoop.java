package dev.warren.messaging.batch;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.ShutdownSignalException;
import dev.warren.messaging.Commands;
import dev.warren.messaging.Effects;
import dev.warren.messaging.FailPoint;
import dev.warren.messaging.broker.Backoff;
import dev.warren.messaging.effects.EffectRunner;
import dev.warren.messaging.outbox.Relay;
import io.opentelemetry.api.trace.Span;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
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
 * <p>While the database is away deliveries wait unacknowledged and are tried again; commands are refused at once.
 */
final class BatchLoop<K extends Comparable<K>, S, I, F> implements Commands<I, S> {

    private static final Logger log = LoggerFactory.getLogger(BatchLoop.class);

    /** How long the loop waits for arrivals before it looks after confirms and deadlines. */
    private static final Duration TICK = Duration.ofMillis(50);

    private static final int TRIES = 5;

    /**
     * @param batchSize the most inputs of one transaction
     * @param effectConcurrency the most effects under way at a time
     */
    record Settings(int batchSize, int effectConcurrency) {}

    private final BatchTransaction<K, S, I, F> transaction;
    private final Housekeeping<S, I> housekeeping;
    private final Relay relay;
    private final Optional<EffectRunner<I, F>> effects;
    private final int batchSize;
    private final BatchMeters meters;
    private final Clock clock;

    private final Answers<I, S> answers;
    private final Intake<I, S> intake;
    private final Backoff backoff = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(2));
    private final CountDownLatch stopping = new CountDownLatch(1);

    BatchLoop(
            BatchTransaction<K, S, I, F> transaction,
            Housekeeping<S, I> housekeeping,
            Relay relay,
            Optional<Effects<I, F>> effects,
            Settings settings,
            BatchMeters meters,
            Clock clock) {
        this.transaction = transaction;
        this.housekeeping = housekeeping;
        this.relay = relay;
        this.batchSize = settings.batchSize();
        this.meters = meters;
        this.clock = clock;
        this.answers = new Answers<>(meters);
        this.intake = new Intake<>(answers::fail);
        this.effects = effects.map(performer -> new EffectRunner<>(
                performer,
                settings.effectConcurrency(),
                (result, trace) -> intake.add(new Arrival.Result<>(result, trace))));
    }

    /** Takes a delivery; never blocks. Deliveries are bounded by the consumer's prefetch. */
    void add(Arrival<I, S> arrival) {
        intake.add(arrival);
    }

    /** Why nothing can be committed now, or null if it can. */
    String trouble() {
        return intake.trouble();
    }

    @Override
    public CompletableFuture<S> submit(I command) {
        Objects.requireNonNull(command, "command");
        var answer = new CompletableFuture<S>();
        var arrival = new Arrival.Command<>(command, answer, Span.current().getSpanContext());
        if (housekeeping.isFull()) {
            intake.refuseFull(arrival, housekeeping.capacity());
        } else {
            intake.submit(arrival);
        }
        return answer;
    }

    /** Runs until {@link #stop}; the database must be prepared. */
    void run() {
        intake.open();
        try {
            boolean goOn = true;
            while (goOn && (!isStopping() || !intake.isEmpty())) {
                goOn = round();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            intake.close("the service is stopping", null);
        }
    }

    /** Finishes what has arrived, waits for effects under way, and ends the loop. */
    void stop(Duration effectsLimit) throws InterruptedException {
        if (effects.isPresent()) {
            effects.get().close(effectsLimit);
        }
        stopping.countDown();
    }

    private boolean isStopping() {
        return stopping.getCount() == 0;
    }

    /** One batch from arrival to acknowledgement; false when the service stops before it can be finished. */
    private boolean round() throws InterruptedException {
        var batch = intake.take(batchSize, TICK);
        boolean finished = false;
        try {
            finished = finish(batch);
            return finished;
        } catch (RuntimeException | Error e) {
            // Whatever it was, this is the only thread there is: it goes on.
            log.error("a batch of {} is given up and comes again", batch.size(), e);
            return pause();
        } finally {
            if (finished) {
                acknowledge(batch);
            } else {
                giveBack(batch);
            }
        }
    }

    /** Whether every arrival is handled, parked or refused; waits for the database as long as that takes, unless the service stops. */
    private boolean finish(List<Arrival<I, S>> arrivals) throws InterruptedException {
        var batch = arrivals;
        boolean due = transaction.deadlines().areDue(now());
        int tries = 0;
        while (true) {
            try {
                housekeep();
                attempt(batch, due ? room(batch) : 0);
                recovered();
                return true;
            } catch (SQLException e) {
                switch (Failures.of(e)) {
                    case OUTAGE -> {
                        if (!awaitDatabase(e)) {
                            return false;
                        }
                        batch = batch.stream()
                                .filter(arrival -> !isRefused(arrival, e) && !Intake.isStale(arrival))
                                .toList();
                    }
                    case COLLISION, TAKEN -> {
                        meters.collisions.increment();
                        if (++tries == TRIES) {
                            return finishOneByOne(batch, due, e);
                        }
                    }
                    case REJECTED -> {
                        return finishOneByOne(batch, due, e);
                    }
                }
            } catch (RuntimeException | StackOverflowError | LinkageError | AssertionError e) {
                return finishOneByOne(batch, due, e);
            }
        }
    }

    /** So that no arrival is blamed for its neighbour, nor for a deadline. */
    private boolean finishOneByOne(List<Arrival<I, S>> batch, boolean due, Throwable cause)
            throws InterruptedException {
        log.warn("a batch of {} failed and is tried one by one: {}", batch.size(), Failures.reason(cause));
        for (var arrival : batch) {
            if (!finishAlone(arrival)) {
                return false;
            }
        }
        try {
            for (I input : transaction.due(due ? room(batch) : 0, now())) {
                if (!finishAlone(new Arrival.Due<>(input))) {
                    return false;
                }
            }
        } catch (SQLException | RuntimeException e) {
            log.error("passed deadlines cannot be found: {}", Failures.reason(e));
        }
        return true;
    }

    private boolean finishAlone(Arrival<I, S> one) throws InterruptedException {
        var arrival = one;
        int tries = 0;
        while (true) {
            Throwable rejection;
            try {
                attempt(List.of(arrival), 0);
                recovered();
                return true;
            } catch (SQLException e) {
                rejection = e;
                switch (Failures.of(e)) {
                    case OUTAGE -> {
                        if (!awaitDatabase(e)) {
                            return false;
                        }
                        if (isRefused(arrival, e)) {
                            return true;
                        }
                        rejection = null;
                    }
                    case COLLISION -> {
                        meters.collisions.increment();
                        if (!pause()) {
                            return false;
                        }
                        rejection = null;
                    }
                    case TAKEN -> rejection = ++tries < TRIES ? null : e;
                    case REJECTED -> {}
                }
            } catch (RuntimeException | StackOverflowError | LinkageError | AssertionError e) {
                rejection = e;
            }
            if (rejection != null) {
                var instead = giveUp(arrival, rejection);
                if (instead == null) {
                    return true;
                }
                if (instead == arrival && !pause()) {
                    return false;
                }
                arrival = instead;
            }
        }
    }

    /** What to try instead of an arrival that fails even alone, or null if there is nothing more to be done about it. */
    private Arrival<I, S> giveUp(Arrival<I, S> arrival, Throwable cause) {
        String reason = "cannot be stored: " + Failures.reason(cause);
        return switch (arrival) {
            case Arrival.Event<I, S> event -> new Arrival.Unhandled<>(event.delivery(), reason);
            case Arrival.Unhandled<I, S> unhandled -> {
                log.error("a dead letter {}; trying on", reason);
                yield unhandled;
            }
            case Arrival.Command<I, S> command -> {
                answers.fail(command, new IllegalStateException(reason, cause));
                yield null;
            }
            case Arrival.Result<I, S> result -> {
                log.error("{} {}", result.name(), reason);
                yield null;
            }
            case Arrival.Due<I, S> due -> {
                log.error("{} {}", due.name(), reason);
                transaction.deadlines().passOver(due.input(), now());
                yield null;
            }
        };
    }

    private void attempt(List<Arrival<I, S>> batch, int room) throws SQLException {
        var confirmed = relay.takeConfirmed();
        if (batch.isEmpty() && confirmed.isEmpty() && room == 0) {
            return;
        }
        Fold<K, S, I, F> fold = null;
        try {
            fold = transaction.commit(batch, confirmed, room, now());
        } finally {
            if (fold == null) {
                relay.putBack(confirmed);
            }
        }
        FailPoint.AFTER_COMMIT.reached();
        relay.forget(confirmed);
        handOver(fold, batch);
    }

    /** It is committed: whatever fails here must not have the batch decided again. */
    private void handOver(Fold<K, S, I, F> fold, List<Arrival<I, S>> batch) {
        try {
            relay.offer(fold.out);
            effects.ifPresent(runner -> fold.effects.forEach(asked -> runner.start(asked.effect(), asked.trace())));
            fold.outcomes.forEach(answers::tell);
            fold.failedDeadlines().forEach(input -> transaction.deadlines().passOver(input, now()));
            meters.count(batch.size(), fold.outcomesOfArrivals());
        } catch (RuntimeException e) {
            log.error("committed, but not everybody could be told", e);
        }
    }

    /** Only a batch that is not full has room for deadlines: a backlog is worked off before anything is given up. */
    private int room(List<Arrival<I, S>> batch) {
        return housekeeping.deadlinesRun() ? batchSize - batch.size() : 0;
    }

    /** Only an outage concerns the batch. */
    private void housekeep() throws SQLException {
        try {
            housekeeping.run(now());
        } catch (SQLException e) {
            if (Failures.of(e) == Failures.OUTAGE) {
                throw e;
            }
            log.error("the service cannot look after its tables: {}; trying on", Failures.reason(e));
        } catch (RuntimeException e) {
            log.error("the service cannot look after its tables; trying on", e);
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    /** Refuses commands and waits a little; false when the service stops. */
    private boolean awaitDatabase(SQLException cause) throws InterruptedException {
        if (intake.trouble() == null) {
            log.warn("the database is away: {}; messages wait, commands are refused", Failures.reason(cause));
        }
        intake.close("the database is away", cause);
        intake.forgetStale();
        housekeeping.hurry();
        return pause();
    }

    private boolean isRefused(Arrival<I, S> arrival, SQLException cause) {
        if (arrival instanceof Arrival.Command<I, S> command) {
            intake.refuse(command, cause);
            return true;
        }
        return false;
    }

    /** Waits a little, longer each time; false when the service stops. */
    private boolean pause() throws InterruptedException {
        return !stopping.await(backoff.next().toMillis(), TimeUnit.MILLISECONDS);
    }

    private void recovered() {
        backoff.reset();
        if (intake.trouble() != null) {
            log.info("the database is back");
            intake.open();
        }
    }

    private void acknowledge(List<Arrival<I, S>> batch) {
        var highest = new LinkedHashMap<Channel, Long>();
        batch.forEach(arrival -> arrival.delivered().ifPresent(d -> highest.put(d.channel(), d.tag())));
        highest.forEach((channel, tag) -> {
            try {
                channel.basicAck(tag, true);
            } catch (IOException | ShutdownSignalException e) {
                // The broker delivers again what it had not heard of, and the inbox skips it.
                log.debug("not acknowledged, the channel is gone: {}", e.getMessage());
            }
        });
    }

    /** Closes the channels of a batch that is not finished: the broker delivers it again. */
    private void giveBack(List<Arrival<I, S>> batch) {
        for (var arrival : batch) {
            arrival.delivered()
                    .map(delivery -> delivery.channel())
                    .filter(Channel::isOpen)
                    .ifPresent(BatchLoop::abort);
            isRefused(arrival, null);
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
