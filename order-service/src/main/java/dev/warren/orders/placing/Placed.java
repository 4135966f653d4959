package dev.warren.orders.placing;

import dev.warren.orders.saga.Order;

/**
 * An order that was accepted.
 *
 * @param isReplay whether it had been placed before, under the same idempotency key
 */
public record Placed(Order order, boolean isReplay) {}
