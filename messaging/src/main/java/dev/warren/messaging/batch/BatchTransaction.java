package dev.warren.messaging.batch;

import dev.warren.messaging.Decider;
import dev.warren.messaging.FailPoint;
import dev.warren.messaging.Participant;
import dev.warren.messaging.States;
import dev.warren.messaging.erasure.Erasures;
import dev.warren.messaging.events.EventMessages;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** One batch, one transaction: inbox, states and outbox change together or not at all. */
final class BatchTransaction<K extends Comparable<K>, S, I, F> {

    private final Database database;
    private final Participant participant;
    private final Decider<K, S, I, F> decider;
    private final States<K, S, I> states;
    private final EventMessages<?> messages;
    private final Erasures erasures;
    private final Deadlines<I, S> deadlines;

    BatchTransaction(
            Database database,
            Participant participant,
            Decider<K, S, I, F> decider,
            States<K, S, I> states,
            EventMessages<?> messages,
            Erasures erasures,
            Deadlines<I, S> deadlines) {
        this.database = database;
        this.participant = participant;
        this.decider = decider;
        this.states = states;
        this.messages = messages;
        this.erasures = erasures;
        this.deadlines = deadlines;
    }

    /**
     * Commits a batch.
     *
     * @param confirmed messages that may leave the outbox
     * @param room how many passed deadlines may be added to the batch
     * @return what to tell and to hand over, now that it is committed
     */
    Fold<K, S, I, F> commit(List<Arrival<I, S>> batch, List<UUID> confirmed, int room, Instant now)
            throws SQLException {
        try (Connection transaction = database.connection()) {
            transaction.setAutoCommit(false);
            try {
                database.outbox().delete(transaction, confirmed);
                var arrivals = new ArrayList<>(unhandled(transaction, batch, now));
                if (room > 0) {
                    arrivals.addAll(deadlines.find(transaction, now, room));
                }
                var fold = fold(transaction, arrivals, now);
                database.inbox().remove(transaction, fold.unhandled);
                var changes = fold.changes();
                if (!changes.isEmpty()) {
                    states.save(transaction, changes);
                }
                if (!fold.occurrences.isEmpty()) {
                    states.record(transaction, fold.occurrences);
                }
                database.outbox().insert(transaction, fold.out, now);
                erasures.erase(transaction, fold.erased(), now);
                FailPoint.BEFORE_COMMIT.reached();
                if (fold.hasDeadlines()) {
                    FailPoint.BEFORE_DEADLINE_COMMIT.reached();
                }
                transaction.commit();
                return fold;
            } catch (SQLException | RuntimeException | Error e) {
                rollback(transaction, e);
                throw e;
            }
        }
    }

    /** A fold is committed: whoever counts what became of the states may count it. */
    void tell(Fold<K, S, I, F> committed) {
        states.committed(committed.changes());
    }

    Deadlines<I, S> deadlines() {
        return deadlines;
    }

    /** Passed deadlines, each to be decided about alone. */
    List<Arrival<I, S>> due(int limit, Instant now) throws SQLException {
        if (limit == 0) {
            return List.of();
        }
        try (Connection connection = database.connection()) {
            return deadlines.find(connection, now, limit);
        }
    }

    boolean mayBeTried(UUID message, Instant now) throws SQLException {
        try (Connection connection = database.connection()) {
            connection.setAutoCommit(true);
            return database.suspects().mayBeTried(connection, message, now);
        }
    }

    void clear(UUID message) throws SQLException {
        try (Connection connection = database.connection()) {
            connection.setAutoCommit(true);
            database.suspects().clear(connection, message);
        }
    }

    /** The batch without the events whose effect is committed already, or that the batch holds twice. */
    private List<Arrival<I, S>> unhandled(Connection transaction, List<Arrival<I, S>> batch, Instant now)
            throws SQLException {
        var ids = new ArrayList<UUID>();
        for (var arrival : batch) {
            if (arrival instanceof Arrival.Event<I, S> event) {
                ids.add(event.heard().id());
            }
        }
        var fresh = new HashSet<>(database.inbox().insert(transaction, ids, now));
        return batch.stream()
                .filter(arrival -> !(arrival instanceof Arrival.Event<I, S> event)
                        || fresh.remove(event.heard().id()))
                .toList();
    }

    private Fold<K, S, I, F> fold(Connection transaction, List<Arrival<I, S>> arrivals, Instant now)
            throws SQLException {
        var inputs =
                arrivals.stream().flatMap(arrival -> arrival.about().stream()).toList();
        var loaded = inputs.isEmpty() ? Map.<K, S>of() : states.load(transaction, inputs);
        var fold = new Fold<>(participant, decider, messages, loaded, now);
        arrivals.forEach(fold::add);
        return fold;
    }

    private static void rollback(Connection transaction, Throwable cause) {
        try {
            transaction.rollback();
        } catch (SQLException e) {
            // The connection is gone, and the transaction with it.
            cause.addSuppressed(e);
        }
    }
}
