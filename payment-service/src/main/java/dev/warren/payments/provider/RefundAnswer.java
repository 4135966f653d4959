package dev.warren.payments.provider;

/** A certain answer to a refund. */
public sealed interface RefundAnswer {

    /** @param reference what the provider calls the refund */
    record Refunded(String reference) implements RefundAnswer {}

    /**
     * The money stays taken, whatever is sent under this key.
     *
     * @param reason in the provider's words; no personal data
     */
    record Refused(String reason) implements RefundAnswer {}
}
