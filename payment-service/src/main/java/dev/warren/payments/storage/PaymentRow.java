package dev.warren.payments.storage;

import dev.warren.events.OrderId;
import dev.warren.events.PaymentId;
import dev.warren.events.PaymentRefusal;
import dev.warren.events.UserId;
import dev.warren.payments.Answer;
import dev.warren.payments.Asking;
import dev.warren.payments.Bill;
import dev.warren.payments.Payment;
import dev.warren.payments.Payment.Captured;
import dev.warren.payments.Payment.Capturing;
import dev.warren.payments.Payment.Declined;
import dev.warren.payments.Payment.RefundFailed;
import dev.warren.payments.Payment.Refunded;
import dev.warren.payments.Payment.Refunding;
import dev.warren.payments.Payment.Tombstone;
import dev.warren.payments.Payment.Unresolved;
import dev.warren.payments.PaymentStatus;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/** Reads a row of {@code payments} as the state that {@link PaymentColumns} wrote. */
final class PaymentRow {

    private final ResultSet row;

    private PaymentRow(ResultSet row) {
        this.row = row;
    }

    static Payment read(ResultSet row) throws SQLException {
        return new PaymentRow(row).payment();
    }

    private Payment payment() throws SQLException {
        return switch (PaymentStatus.valueOf(row.getString("status"))) {
            case TOMBSTONE -> new Tombstone(orderId(), time("updated_at"));
            case CAPTURING -> capturing();
            case CAPTURED -> captured();
            case DECLINED -> new Declined(bill(), PaymentRefusal.valueOf(row.getString("reason")), answer());
            case REFUNDING -> refunding();
            case REFUNDED ->
                new Refunded(bill(), row.getString("capture_reference"), row.getString("refund_reference"), answer());
            case REFUND_FAILED -> new RefundFailed(captured(), time("updated_at"));
            case UNRESOLVED ->
                new Unresolved(
                        row.getString("capture_reference") == null ? capturing() : refunding(), time("updated_at"));
        };
    }

    private Capturing capturing() throws SQLException {
        return new Capturing(bill(), row.getBoolean("is_cancelled"), asking());
    }

    private Captured captured() throws SQLException {
        return new Captured(bill(), row.getString("capture_reference"), answer());
    }

    private Refunding refunding() throws SQLException {
        return new Refunding(captured(), asking());
    }

    private Bill bill() throws SQLException {
        return new Bill(
                new PaymentId(row.getObject("payment_id", UUID.class)),
                orderId(),
                new UserId(row.getObject("user_id", UUID.class)),
                Money.ofMinor(CurrencyUnit.of(row.getString("currency")), row.getLong("amount_minor")),
                row.getString("method"),
                time("requested_at"));
    }

    private Asking asking() throws SQLException {
        return new Asking(time("asking_since"), row.getInt("attempts"), time("deadline"));
    }

    private Answer answer() throws SQLException {
        return new Answer(row.getLong("sequence"), time("said_at"));
    }

    private OrderId orderId() throws SQLException {
        return new OrderId(row.getObject("order_id", UUID.class));
    }

    private Instant time(String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
