package dev.warren.payments.storage;

import dev.warren.payments.Answer;
import dev.warren.payments.Asking;
import dev.warren.payments.Bill;
import dev.warren.payments.Payment;
import dev.warren.payments.Payment.Billed;
import dev.warren.payments.Payment.Captured;
import dev.warren.payments.Payment.Capturing;
import dev.warren.payments.Payment.Declined;
import dev.warren.payments.Payment.RefundFailed;
import dev.warren.payments.Payment.Refunded;
import dev.warren.payments.Payment.Refunding;
import dev.warren.payments.Payment.Tombstone;
import dev.warren.payments.Payment.Unresolved;
import dev.warren.payments.PaymentStatus;
import java.util.List;
import java.util.function.Function;

/** The columns of {@code payments} and what each holds of a state; {@link PaymentRow} reads them back. */
final class PaymentColumns {

    /** @param value what the column holds of a payment, or null */
    record Column(String name, String type, Function<Payment, Object> value) {}

    static final List<Column> ALL = List.of(
            new Column("order_id", "uuid", it -> it.orderId().value()),
            ofBill("payment_id", "uuid", it -> it.paymentId().value()),
            ofBill("user_id", "uuid", it -> it.userId().value()),
            ofBill("amount_minor", "bigint", it -> it.amount().getAmountMinorLong()),
            ofBill("currency", "text", it -> it.amount().getCurrencyUnit().getCode()),
            ofBill("method", "text", Bill::method),
            ofBill("requested_at", "timestamptz", Bill::requestedAt),
            new Column("status", "text", PaymentStatus::of),
            new Column("reason", "text", PaymentColumns::reason),
            new Column("updated_at", "timestamptz", Payment::since),
            new Column("is_cancelled", "boolean", PaymentColumns::isCancelled),
            ofAsking("asking_since", "timestamptz", Asking::since),
            ofAsking("attempts", "int", Asking::attempts),
            ofAsking("deadline", "timestamptz", Asking::deadline),
            new Column("capture_reference", "text", PaymentColumns::captureReference),
            new Column("refund_reference", "text", it -> it instanceof Refunded refunded ? refunded.reference() : null),
            ofAnswer("sequence", "bigint", Answer::sequence),
            ofAnswer("said_at", "timestamptz", Answer::at));

    private PaymentColumns() {}

    private static Column ofBill(String name, String type, Function<Bill, Object> value) {
        return new Column(name, type, it -> it instanceof Billed billed ? value.apply(billed.bill()) : null);
    }

    private static Column ofAsking(String name, String type, Function<Asking, Object> value) {
        return of(name, type, PaymentColumns::asking, value);
    }

    private static Column ofAnswer(String name, String type, Function<Answer, Object> value) {
        return of(name, type, PaymentColumns::answer, value);
    }

    private static <P> Column of(String name, String type, Function<Payment, P> part, Function<P, Object> value) {
        return new Column(name, type, it -> {
            P found = part.apply(it);
            return found == null ? null : value.apply(found);
        });
    }

    private static String reason(Payment payment) {
        return switch (payment) {
            case Declined it -> it.reason().name();
            case RefundFailed it -> "REFUND_REFUSED";
            case Unresolved it -> it.was() instanceof Capturing ? "CAPTURE_UNKNOWN" : "REFUND_UNKNOWN";
            case Tombstone it -> null;
            case Capturing it -> null;
            case Captured it -> null;
            case Refunding it -> null;
            case Refunded it -> null;
        };
    }

    private static boolean isCancelled(Payment payment) {
        return switch (payment) {
            case Capturing it -> it.isCancelled();
            case Unresolved it -> isCancelled(it.was());
            case Tombstone it -> true;
            case Refunding it -> true;
            case Refunded it -> true;
            case RefundFailed it -> true;
            case Captured it -> false;
            case Declined it -> false;
        };
    }

    private static Asking asking(Payment payment) {
        return switch (payment) {
            case Payment.Pending it -> it.asking();
            case Unresolved it -> it.was().asking();
            case Tombstone it -> null;
            case Payment.Answered it -> null;
            case RefundFailed it -> null;
        };
    }

    private static Answer answer(Payment payment) {
        return switch (payment) {
            case Payment.Answered it -> it.answer();
            case Refunding it -> it.captured().answer();
            case RefundFailed it -> it.captured().answer();
            case Unresolved it -> answer(it.was());
            case Capturing it -> null;
            case Tombstone it -> null;
        };
    }

    private static String captureReference(Payment payment) {
        return switch (payment) {
            case Captured it -> it.reference();
            case Refunding it -> it.captured().reference();
            case Refunded it -> it.captureReference();
            case RefundFailed it -> it.captured().reference();
            case Unresolved it -> captureReference(it.was());
            case Tombstone it -> null;
            case Capturing it -> null;
            case Declined it -> null;
        };
    }
}
