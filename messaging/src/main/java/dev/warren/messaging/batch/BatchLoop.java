package dev.warren.messaging.batch;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.ShutdownSignalException;
import dev.warren.messaging.Commands;
import dev.warren.messaging.Effects;
import dev.warren.messaging.FailPoint;
import dev.warren.messaging.UnavailableException;
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
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * The one writing thread of a service. Takes whatever has arrived, up to a limit, decides about it in one transaction, commits,
 * acknowledges with one multiple-ack, and hands over what was said and asked.
 *
 * <p>A batch is finished as a whole before the next begins, and dead letters leave through the outbox like everything else: so
 * whatever lies below the batch's highest delivery tag is finished when that is acknowledged.
 *
 * <p>While the database is away deliveries wait unacknowledged and are tried again; commands are refused at once.
 */
final class BatchLoop<K extends Comparable<K>, S, I, F> implements Commands<I, S> {

    private static final Logger log = LoggerFactory.getLogger(BatchLoop.class);

    /** How long the loop waits for arrivals before it looks after confirms and deadlines. */
    private static final Duration TICK = Duration.ofMillis(50);

    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);
    private static final int COLLISIONS = 5;

    /**
     * @param batchSize the most inputs of one transaction
     * @param deadlineInterval how often passed deadlines are looked for
     * @param effectConcurrency the most effects under way at a time
     */
    record Settings(int batchSize, Duration deadlineInterval, int effectConcurrency) {}

    private final BatchTransaction<K, S, I, F> transaction;
    private final Housekeeping<S, I> housekeeping;
    private final Relay relay;
    private final Optional<EffectRunner<I, F>> effects;
    private final Settings settings;
    private final BatchMeters meters;
    private final Clock clock;

    private final LinkedBlockingQueue<Arrival<I, S>> arrived = new LinkedBlockingQueue<>();
    private final ExecutorService answers = Executors.newVirtualThreadPerTaskExecutor();
    private final Backoff backoff = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(2));
    private final CountDownLatch stopping = new CountDownLatch(1);
    private Instant nextDeadlines = Instant.MIN;
    private volatile String trouble = "the database is not prepared yet";

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
        this.effects = effects.map(performer -> new EffectRunner<>(
                performer,
                settings.effectConcurrency(),
                (result, trace) -> arrived.add(new Arrival.Result<>(result, trace))));
        this.settings = settings;
        this.meters = meters;
        this.clock = clock;
    }

    /** Takes a delivery or a result; never blocks. Deliveries are bounded by the consumer's prefetch. */
    void add(Arrival<I, S> arrival) {
        arrived.add(arrival);
    }

    /** Why nothing can be committed now, or null if it can. */
    String trouble() {
        return trouble;
    }

    @Override
    public CompletableFuture<S> submit(I command) {
        var answer = new CompletableFuture<S>();
        String reason = trouble;
        if (reason != null) {
            answer.completeExceptionally(new UnavailableException(reason, RETRY_AFTER, null));
        } else if (housekeeping.isFull()) {
            answer.completeExceptionally(new UnavailableException(
                    "%d messages wait for the broker, the most that messaging.outbox.capacity allows"
                            .formatted(housekeeping.capacity()),
                    RETRY_AFTER,
                    null));
        } else {
            arrived.add(new Arrival.Command<>(command, answer, Span.current().getSpanContext()));
        }
        return answer;
    }

    /** Runs until {@link #stop}; the database must be prepared. */
    void run() {
        trouble = null;
        try {
            while (stopping.getCount() > 0 || !arrived.isEmpty()) {
                var batch = take();
                finish(batch, true);
                acknowledge(batch);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        trouble = "the service is stopping";
        refuseCommands(new ArrayList<>(arrived), null);
    }

    /** Finishes what has arrived, waits for effects under way, and ends the loop. */
    void stop(Duration effectsLimit) throws InterruptedException {
        if (effects.isPresent()) {
            effects.get().close(effectsLimit);
        }
        stopping.countDown();
    }

    private List<Arrival<I, S>> take() throws InterruptedException {
        var batch = new ArrayList<Arrival<I, S>>();
        var first = arrived.poll(TICK.toMillis(), TimeUnit.MILLISECONDS);
        if (first != null) {
            batch.add(first);
            arrived.drainTo(batch, settings.batchSize() - 1);
        }
        return batch;
    }

    /** Returns when every arrival is handled, parked or refused; waits for the database as long as that takes. */
    private void finish(List<Arrival<I, S>> arrivals, boolean whole) throws InterruptedException {
        var batch = arrivals;
        int collisions = 0;
        while (true) {
            try {
                attempt(batch, whole);
                recovered();
                return;
            } catch (SQLException e) {
                switch (Failures.of(e)) {
                    case OUTAGE -> batch = await(batch, e);
                    case COLLISION -> {
                        meters.collisions.increment();
                        if (++collisions == COLLISIONS) {
                            batch = isolate(batch, e);
                        }
                    }
                    case REJECTED -> batch = isolate(batch, e);
                }
            } catch (RuntimeException e) {
                batch = isolate(batch, e);
            }
            if (batch.isEmpty() && (!whole || stopping.getCount() == 0)) {
                return;
            }
        }
    }

    private void attempt(List<Arrival<I, S>> batch, boolean whole) throws SQLException {
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        int deadlines = 0;
        if (whole) {
            housekeeping.run(now);
            deadlines = deadlines(batch, now);
        }
        var confirmed = relay.takeConfirmed();
        if (batch.isEmpty() && confirmed.isEmpty() && deadlines == 0) {
            return;
        }
        try {
            var fold = transaction.commit(batch, confirmed, deadlines, now);
            FailPoint.AFTER_COMMIT.reached();
            relay.forget(confirmed);
            handOver(fold, batch);
        } catch (SQLException | RuntimeException e) {
            relay.putBack(confirmed);
            throw e;
        }
    }

    /** Only a batch that is not full has room for deadlines: a backlog is worked off before anything is given up. */
    private int deadlines(List<Arrival<I, S>> batch, Instant now) {
        if (now.isBefore(nextDeadlines) || !housekeeping.deadlinesRun()) {
            return 0;
        }
        nextDeadlines = now.plus(settings.deadlineInterval());
        return settings.batchSize() - batch.size();
    }

    private void handOver(Fold<K, S, I, F> fold, List<Arrival<I, S>> batch) {
        relay.offer(fold.out);
        effects.ifPresent(runner -> fold.effects.forEach(asked -> runner.start(asked.effect(), asked.trace())));
        fold.outcomes.forEach(this::tell);
        if (!batch.isEmpty()) {
            meters.size.record(batch.size());
        }
        meters.duplicates.increment(Math.max(0, batch.size() - fold.outcomes.size()));
    }

    private void tell(Fold.Outcome<I, S> outcome) {
        try (var trace = MDC.putCloseable("trace_id", outcome.trace().getTraceId());
                var correlation = MDC.putCloseable("correlation_id", outcome.correlation())) {
            if (outcome.failure() == null) {
                log.info("{} handled, said {}", outcome.arrival().name(), outcome.saidTypes());
            } else {
                log.warn(
                        "{} refused: {}",
                        outcome.arrival().name(),
                        outcome.failure().getMessage());
            }
        }
        if (outcome.arrival() instanceof Arrival.Command<I, S> command) {
            answers.execute(() -> {
                if (outcome.failure() == null) {
                    command.answer().complete(outcome.state());
                } else {
                    command.answer().completeExceptionally(outcome.failure());
                }
            });
        } else if (outcome.arrival().delivered().isPresent()) {
            (outcome.failure() == null ? meters.handled : meters.parked).increment();
        }
    }

    /** Refuses the commands of a batch, waits, and leaves the rest to be tried again. */
    private List<Arrival<I, S>> await(List<Arrival<I, S>> batch, SQLException cause) throws InterruptedException {
        if (trouble == null) {
            log.warn("the database is away: {}; messages wait, commands are refused", cause.getMessage());
        }
        trouble = "the database is away";
        var waiting = new ArrayList<>(arrived);
        arrived.removeAll(refuseCommands(waiting, cause));
        var rest = new ArrayList<>(batch);
        rest.removeAll(refuseCommands(batch, cause));
        if (stopping.await(backoff.next().toMillis(), TimeUnit.MILLISECONDS)) {
            // What is left was not acknowledged: the broker delivers it again, and deadlines ask for effects again.
            return List.of();
        }
        return rest;
    }

    private List<Arrival<I, S>> refuseCommands(List<Arrival<I, S>> arrivals, SQLException cause) {
        var refused = new ArrayList<Arrival<I, S>>();
        for (var arrival : arrivals) {
            if (arrival instanceof Arrival.Command<I, S> command) {
                var reason = new UnavailableException(trouble, RETRY_AFTER, cause);
                answers.execute(() -> command.answer().completeExceptionally(reason));
                refused.add(arrival);
            }
        }
        return refused;
    }

    private void recovered() {
        if (trouble != null) {
            log.info("the database is back");
            trouble = null;
            backoff.reset();
        }
    }

    /** Finishes each arrival of a batch alone, and gives up one that fails even alone. */
    private List<Arrival<I, S>> isolate(List<Arrival<I, S>> batch, Exception cause) throws InterruptedException {
        if (batch.size() > 1) {
            log.warn("a batch of {} failed and is tried one by one: {}", batch.size(), cause.getMessage());
            for (var arrival : batch) {
                finish(List.of(arrival), false);
            }
            return List.of();
        }
        if (batch.isEmpty()) {
            log.error("the service cannot look after its tables", cause);
            stopping.await(backoff.next().toMillis(), TimeUnit.MILLISECONDS);
        }
        for (var arrival : batch) {
            switch (arrival) {
                case Arrival.Event<I, S> event -> {
                    return List.of(
                            new Arrival.Unhandled<>(event.delivery(), "cannot be stored: " + cause.getMessage()));
                }
                case Arrival.Command<I, S> command ->
                    answers.execute(() -> command.answer().completeExceptionally(cause));
                case Arrival.Result<I, S> result -> log.error("{} cannot be stored", result.name(), cause);
                case Arrival.Due<I, S> due -> log.error("{} cannot be stored", due.name(), cause);
                case Arrival.Unhandled<I, S> unhandled -> {
                    log.error("a dead letter cannot be stored and is tried again", cause);
                    stopping.await(backoff.next().toMillis(), TimeUnit.MILLISECONDS);
                    return batch;
                }
            }
        }
        return List.of();
    }

    private void acknowledge(List<Arrival<I, S>> batch) {
        if (stopping.getCount() == 0 && trouble != null) {
            return;
        }
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
}
