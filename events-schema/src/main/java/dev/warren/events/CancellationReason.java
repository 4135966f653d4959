package dev.warren.events;

/** Why an order was cancelled. */
public enum CancellationReason {
    UNKNOWN_USER,
    INSUFFICIENT_CREDIT,
    CURRENCY_MISMATCH,
    CREDIT_TIMEOUT,
    PAYMENT_TIMEOUT,
    PAYMENT_DECLINED,
    BY_CUSTOMER
}
