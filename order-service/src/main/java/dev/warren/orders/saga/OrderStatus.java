package dev.warren.orders.saga;

/** How far an order is, in the words of the contract. */
public enum OrderStatus {
    /** Waits for credit. */
    PLACED,
    /** Waits for the payment. */
    CREDIT_RESERVED,
    CONFIRMED,
    CANCELLED
}
