package dev.warren.messaging.requests;

/** Who answers a kind of request. */
public record Answer<Q, A>(Request<Q, A> request, Handler<Q, A> handler) {}
