package dev.warren.messaging.broker;

/**
 * The connections of one service: publishing and consuming have one each, because a broker that blocks a publisher blocks its whole
 * connection, acknowledgements included.
 */
public record Links(Link publishing, Link consuming) {}
