package dev.warren.messaging;

/** A command that the decider calls a contradiction. Nothing was changed. */
public final class ContradictionException extends RuntimeException {

    public ContradictionException(String reason) {
        super(reason);
    }
}
