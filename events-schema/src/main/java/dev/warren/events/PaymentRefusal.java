package dev.warren.events;

/** Why nothing was captured for an order. */
public enum PaymentRefusal {
    DECLINED_BY_PROVIDER,
    /** The cancellation arrived before the request. */
    ORDER_CANCELLED
}
