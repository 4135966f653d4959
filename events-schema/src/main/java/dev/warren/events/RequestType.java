package dev.warren.events;

import java.net.URI;

/**
 * A kind of request that one service answers to another, within a deadline: its wire name, and what is asked and answered.
 *
 * @param name the wire name, for example {@code user.lookup.v1}; also the routing key and the first part of its schemas' file names
 * @param question the record that is asked
 * @param answer the record that is answered
 */
public record RequestType<Q, A>(String name, Class<Q> question, Class<A> answer) {

    /** The {@code $id} of the question's JSON Schema, for example {@code urn:warren:schema:user.lookup.v1.question}. */
    public URI questionSchema() {
        return URI.create("urn:warren:schema:" + name + ".question");
    }

    /** The {@code $id} of the answer's JSON Schema, for example {@code urn:warren:schema:user.lookup.v1.answer}. */
    public URI answerSchema() {
        return URI.create("urn:warren:schema:" + name + ".answer");
    }
}
