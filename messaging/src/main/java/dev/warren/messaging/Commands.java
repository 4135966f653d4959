package dev.warren.messaging;

import java.util.concurrent.CompletableFuture;

/**
 * The way into a service for its HTTP edge: a command shares batch and transaction with whatever else arrives.
 *
 * @param <I> inputs of the service
 * @param <S> state of an aggregate
 */
public interface Commands<I, S> {

    /**
     * Hands a command over; never blocks. Thread-safe.
     *
     * @return completes after the commit with the aggregate's state as the command left it, null if there is none; what was said is
     *     in the outbox by then. Fails with {@link UnavailableException} when the database or the outbox cannot take it, with
     *     {@link ContradictionException} when the decision was a contradiction, and with whatever the decider threw. A command that
     *     was unavailable because the connection broke during its commit may be stored all the same: one that must not be done
     *     twice carries a key.
     */
    CompletableFuture<S> submit(I command);
}
