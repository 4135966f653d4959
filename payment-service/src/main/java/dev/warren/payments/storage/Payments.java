package dev.warren.payments.storage;

import dev.warren.payments.PaymentStatus;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/** The payments as people read them, newest first. Every method blocks on the database; thread-safe. */
@Singleton
public final class Payments {

    private static final String SELECT = """
            select payment_id, order_id, user_id, amount_minor, currency, status, reason,
                   coalesce(refund_reference, capture_reference) as provider_reference, requested_at, updated_at
            from payments where\s""";

    private static final String BY_ID = "payment_id = ?";

    private static final String BY_ORDER = "order_id = ? and payment_id is not null";

    private static final String PAGE = "payment_id < ? order by payment_id desc limit ?";

    private static final String STUCK = "status in ('REFUND_FAILED', 'UNRESOLVED') order by payment_id limit ?";

    private static final UUID ABOVE_ALL = new UUID(-1, -1);

    private final DataSource database;

    public Payments(DataSource database) {
        this.database = database;
    }

    /** @param owner whose it must be; empty for anybody's */
    public Optional<PaymentSummary> find(UUID paymentId, Optional<UUID> owner) throws SQLException {
        return query(owner, BY_ID, paymentId).stream().findFirst();
    }

    /** @return empty if the order never asked for a payment, or is not the owner's */
    public Optional<PaymentSummary> ofOrder(UUID orderId, Optional<UUID> owner) throws SQLException {
        return query(owner, BY_ORDER, orderId).stream().findFirst();
    }

    /** @param below the last id of the page before, if any */
    public List<PaymentSummary> page(Optional<UUID> owner, Optional<UUID> below, int limit) throws SQLException {
        return query(owner, PAGE, below.orElse(ABOVE_ALL), limit);
    }

    /** Payments that only somebody can bring to an end, oldest first. */
    public List<PaymentSummary> stuck(int limit) throws SQLException {
        return query(Optional.empty(), STUCK, limit);
    }

    private List<PaymentSummary> query(Optional<UUID> owner, String conditions, Object... parameters)
            throws SQLException {
        var sql = SELECT + (owner.isPresent() ? "user_id = ? and " : "") + conditions;
        try (var connection = database.getConnection();
                var select = connection.prepareStatement(sql)) {
            int parameter = 0;
            if (owner.isPresent()) {
                select.setObject(++parameter, owner.get());
            }
            for (Object value : parameters) {
                select.setObject(++parameter, value);
            }
            var payments = new ArrayList<PaymentSummary>();
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    payments.add(summary(rows));
                }
            }
            return payments;
        }
    }

    private static PaymentSummary summary(ResultSet row) throws SQLException {
        return new PaymentSummary(
                row.getObject("payment_id", UUID.class),
                row.getObject("order_id", UUID.class),
                row.getObject("user_id", UUID.class),
                Money.ofMinor(CurrencyUnit.of(row.getString("currency")), row.getLong("amount_minor")),
                PaymentStatus.valueOf(row.getString("status")),
                row.getString("reason"),
                row.getString("provider_reference"),
                row.getObject("requested_at", OffsetDateTime.class).toInstant(),
                row.getObject("updated_at", OffsetDateTime.class).toInstant());
    }
}
