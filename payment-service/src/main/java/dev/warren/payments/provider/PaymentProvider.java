package dev.warren.payments.provider;

import org.joda.money.Money;

/**
 * A payment provider. Each method blocks until the provider has answered or the adapter's own time-out has passed. Thread-safe.
 *
 * <p>Idempotent by key: however often and from wherever a key is sent, the money moves at most once and every certain answer is
 * the same. A key holds for 24 hours at least; it must not be sent for anything else.
 */
public interface PaymentProvider {

    /**
     * Takes money.
     *
     * @param method how the user pays, in the provider's words
     * @throws OutcomeUnknownException if nobody can tell whether the money was taken; send the same key again
     */
    CaptureAnswer capture(String key, Money amount, String method);

    /**
     * Gives back all of a capture.
     *
     * @param captureReference what the provider called the capture
     * @throws OutcomeUnknownException if nobody can tell whether the money was given back; send the same key again
     */
    RefundAnswer refund(String key, String captureReference);
}
