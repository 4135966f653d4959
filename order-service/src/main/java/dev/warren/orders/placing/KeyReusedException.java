package dev.warren.orders.placing;

import dev.warren.events.OrderId;

/** The idempotency key belongs to an order that asked for something else. Nothing was changed. */
public final class KeyReusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String key;

    KeyReusedException(String key, OrderId first) {
        super("the key was used for order %s, which asks for something else: send a new order under a new key"
                .formatted(first));
        this.key = key;
    }

    public String key() {
        return key;
    }
}
