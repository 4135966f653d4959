package dev.warren.edge.idempotency;

/**
 * An idempotency key of one caller. Everybody has keys of their own: the same text from somebody else is another key, so nobody is
 * answered what was somebody else's.
 *
 * @param caller the token's subject; one for all while the service is unsecured
 * @param key as it was sent
 */
public record CallersKey(String caller, String key) {}
