package dev.warren.orders.saga;

/** Answers that the cancellation of an order still waits for. */
public enum Outstanding {
    NOTHING,
    /** User-service's word that nothing is reserved any more. */
    RELEASE,
    /** Payment-service's word that the money was given back, or that none was taken. */
    REFUND,
    RELEASE_AND_REFUND;

    Outstanding withoutRelease() {
        return switch (this) {
            case RELEASE, NOTHING -> NOTHING;
            case RELEASE_AND_REFUND, REFUND -> REFUND;
        };
    }

    Outstanding withoutRefund() {
        return switch (this) {
            case REFUND, NOTHING -> NOTHING;
            case RELEASE_AND_REFUND, RELEASE -> RELEASE;
        };
    }
}
