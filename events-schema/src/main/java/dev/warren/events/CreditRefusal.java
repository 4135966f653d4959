package dev.warren.events;

/** Why no credit was reserved for an order. */
public enum CreditRefusal {
    UNKNOWN_USER,
    INSUFFICIENT_CREDIT,
    CURRENCY_MISMATCH
}
