package dev.warren.messaging.requests;

/**
 * A kind of request, as both sides know it.
 *
 * @param name its wire name and routing key, for example {@code user.lookup.v1}
 * @param question the record that is asked
 * @param answer the record that is answered
 */
public record Request<Q, A>(String name, Class<Q> question, Class<A> answer) {}
