package dev.warren.messaging.batch;

import dev.warren.messaging.FailPoint;
import dev.warren.messaging.broker.Delivery;
import dev.warren.messaging.effects.EffectRunner;
import dev.warren.messaging.inbox.Suspects;
import dev.warren.messaging.outbox.Outgoing;
import dev.warren.messaging.retry.Failure;
import dev.warren.messaging.tracing.Tracing;
import io.opentelemetry.api.trace.Span;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Commits batches, each with what the broker has confirmed meanwhile, and hands over what they said and asked. Only on the writing thread. */
final class Commits<K extends Comparable<K>, S, I, F> {

    private static final Logger log = LoggerFactory.getLogger(BatchLoop.class);

    /** Whom to hand over to once it is committed. */
    record Listeners<I, S, F>(
            Outgoing outgoing,
            Optional<EffectRunner<I, F>> effects,
            Answers<I, S> answers,
            Steps steps,
            BatchMeters meters) {}

    private final BatchTransaction<K, S, I, F> transaction;
    private final Listeners<I, S, F> listeners;
    private final Clock clock;

    Commits(BatchTransaction<K, S, I, F> transaction, Listeners<I, S, F> listeners, Clock clock) {
        this.transaction = transaction;
        this.listeners = listeners;
        this.clock = clock;
    }

    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    /** @param room how many passed deadlines may join the batch */
    void commit(List<Arrival<I, S>> batch, int room) throws SQLException {
        var confirmed = listeners.outgoing().takeConfirmed();
        if (batch.isEmpty() && confirmed.isEmpty() && room == 0) {
            return;
        }
        Fold<K, S, I, F> fold = null;
        Span span = listeners.steps().committing(batch);
        try {
            fold = transaction.commit(batch, confirmed, room, now());
            span.end();
        } finally {
            if (fold == null) {
                listeners.outgoing().putBack(confirmed);
                Tracing.fail(span, "rolled back");
            }
        }
        FailPoint.AFTER_COMMIT.reached();
        if (fold.hasDeadlines()) {
            FailPoint.AFTER_DEADLINE_COMMIT.reached();
        }
        listeners.outgoing().forget(confirmed);
        handOver(fold, batch);
    }

    /** It is committed: whatever fails here must not have the batch decided again. */
    private void handOver(Fold<K, S, I, F> fold, List<Arrival<I, S>> batch) {
        try {
            listeners.outgoing().offer(fold.out);
            listeners
                    .effects()
                    .ifPresent(runner -> fold.effects.forEach(asked -> runner.start(asked.effect(), asked.trace())));
            fold.outcomes.forEach(listeners.answers()::tell);
            fold.failedDeadlines().forEach(this::passOver);
            listeners.meters().count(batch.size(), fold.seenTo());
            listeners.meters().countReplaysLeftAlone(fold.replaysLeftAlone());
            fold.outcomes.forEach(Steps::end);
            Steps.endDuplicates(batch);
            Instant committed = now();
            fold.outcomes.forEach(outcome -> listeners.meters().time(outcome, committed));
            transaction.tell(fold);
        } catch (RuntimeException e) {
            log.error("committed, but not everybody could be told", e);
        }
    }

    /** Whether it is time to look for passed deadlines. */
    boolean deadlinesAreDue() {
        return transaction.deadlines().areDue(now());
    }

    /** Passed deadlines, to be decided about one by one. */
    List<Arrival<I, S>> deadlines(int limit) throws SQLException {
        return transaction.due(limit, now());
    }

    /** Leaves a deadline that cannot be decided alone for a while. */
    void passOver(I deadline) {
        transaction.deadlines().passOver(deadline, now());
    }

    /** An arrival as it may be handled alone: one that came back too often is parked instead. */
    Arrival<I, S> suspected(Arrival<I, S> arrival) throws SQLException {
        if (!(arrival instanceof Arrival.Event<I, S> event) || !isSuspect(arrival)) {
            return arrival;
        }
        return transaction.mayBeTried(event.heard().id(), now())
                ? arrival
                : new Arrival.Unhandled<>(
                        event.delivery(),
                        Failure.permanent("came back again and again: whoever handles it dies"),
                        event.span());
    }

    /** Nobody died of it. */
    void cleared(Arrival<I, S> arrival) {
        if (arrival instanceof Arrival.Event<I, S> event && isSuspect(arrival)) {
            try {
                transaction.clear(event.heard().id());
            } catch (SQLException e) {
                log.debug("the suspicion is kept: {}", Failures.reason(e));
            }
        }
    }

    static boolean isSuspect(Arrival<?, ?> arrival) {
        Optional<Delivery> delivered = arrival.delivered();
        return arrival instanceof Arrival.Event
                && delivered.filter(Suspects::isSuspect).isPresent();
    }
}
