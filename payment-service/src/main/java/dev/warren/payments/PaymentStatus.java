package dev.warren.payments;

import dev.warren.payments.Payment.Captured;
import dev.warren.payments.Payment.Capturing;
import dev.warren.payments.Payment.Declined;
import dev.warren.payments.Payment.RefundFailed;
import dev.warren.payments.Payment.Refunded;
import dev.warren.payments.Payment.Refunding;
import dev.warren.payments.Payment.Tombstone;
import dev.warren.payments.Payment.Unresolved;

/** The states by the names that users and the database see. */
public enum PaymentStatus {
    TOMBSTONE,
    CAPTURING,
    CAPTURED,
    DECLINED,
    REFUNDING,
    REFUNDED,
    REFUND_FAILED,
    UNRESOLVED;

    public static PaymentStatus of(Payment payment) {
        return switch (payment) {
            case Tombstone it -> TOMBSTONE;
            case Capturing it -> CAPTURING;
            case Captured it -> CAPTURED;
            case Declined it -> DECLINED;
            case Refunding it -> REFUNDING;
            case Refunded it -> REFUNDED;
            case RefundFailed it -> REFUND_FAILED;
            case Unresolved it -> UNRESOLVED;
        };
    }
}
