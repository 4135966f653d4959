package dev.warren.messaging.requests;

/**
 * Answers one kind of request. Called on virtual threads, several at a time. A request may come twice, when an instance died before it had
 * answered: so a handler reads, and changes nothing.
 */
@FunctionalInterface
public interface Handler<Q, A> {

    /**
     * @throws RequestException to answer with that reason and its text, which the caller reads as it stands
     * @throws Exception anything else is logged here, and the caller learns only that it failed
     */
    A answer(Q question) throws Exception;
}
