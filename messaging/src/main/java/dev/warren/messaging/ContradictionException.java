package dev.warren.messaging;

/** What the decider calls a contradiction. Nothing was changed; permanent: a message is parked at once, a command is answered with it. */
public final class ContradictionException extends RuntimeException {

    public ContradictionException(String reason) {
        super(reason);
    }
}
