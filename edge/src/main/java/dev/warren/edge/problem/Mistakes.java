package dev.warren.edge.problem;

import java.util.Optional;

/**
 * Tells which exceptions from below a service's edge are the caller's mistake. A service brings one as a bean; what it does not
 * know stays an internal error. Called wherever an exception comes up: from a controller, from a decider, while a body is read.
 */
@FunctionalInterface
public interface Mistakes {

    /** @return the problem to answer, typically {@link ProblemException#invalid}; empty if it is not the caller's mistake */
    Optional<ProblemException> explain(Throwable thrown);
}
