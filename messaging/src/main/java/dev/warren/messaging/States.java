package dev.warren.messaging;

import io.micronaut.core.annotation.Nullable;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * How a service stores its aggregates. Every method runs on the runtime's one writing thread, with one statement per table
 * whatever the number of rows, and leaves transactions to its caller.
 *
 * @param <K> key of an aggregate
 * @param <S> state of an aggregate
 * @param <I> inputs of the service
 */
public interface States<K, S, I> {

    /**
     * Loads and locks what the inputs are about: {@code select … order by key for update}.
     *
     * @return states by key; a key without a stored state is absent
     */
    Map<K, S> load(Connection transaction, Collection<I> inputs) throws SQLException;

    /**
     * Writes what has changed. A new state is inserted plainly, never {@code on conflict}: when another instance was faster the
     * unique violation rolls the batch back and it is decided again on the state that is there by then.
     */
    void save(Connection transaction, Collection<Change<S>> changes) throws SQLException;

    /**
     * Writes down what was received and said, for a service that tells its history; after {@link #save}, in the same transaction. What
     * is written already is said or delivered again, and left as it is.
     *
     * @param occurrences in the order in which they were handled; what was received comes before what it led to
     */
    default void record(Connection transaction, List<Occurrence<K>> occurrences) throws SQLException {}

    /**
     * Finds deadlines that have passed, oldest first, without locking; each is decided about like any other input, on the state
     * as it is then.
     */
    default List<I> due(Connection connection, Instant now, int limit) throws SQLException {
        return List.of();
    }

    /**
     * The steps in which these deadlines were set, as {@link Change#step} named them, as far as it is known; so that what a deadline leads to
     * belongs to the trace of what it was waited for. Asked only about deadlines that have passed.
     */
    default Map<I, String> steps(Connection connection, Collection<I> due) throws SQLException {
        return Map.of();
    }

    /** Moves every open deadline that must not run while nothing can be published. */
    default void postpone(Connection transaction, Duration by) throws SQLException {}

    /**
     * Told what was saved once it is committed, for figures: after a crash in between nobody is told. In memory, quick, and without
     * exceptions.
     */
    default void committed(Collection<Change<S>> changes) {}

    /**
     * A state before and after a batch.
     *
     * @param before null when the aggregate is new
     * @param step the {@code traceparent} of the last step that has changed it; null if there is none
     */
    record Change<S>(S before, S after, @Nullable String step) {

        public Change(S before, S after) {
            this(before, after, null);
        }
    }
}
