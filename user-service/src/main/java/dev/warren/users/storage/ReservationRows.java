package dev.warren.users.storage;

import dev.warren.events.CreditRefusal;
import dev.warren.events.OrderId;
import dev.warren.events.UserId;
import dev.warren.users.Answer;
import dev.warren.users.Reservation;
import dev.warren.users.Reservation.Refused;
import dev.warren.users.Reservation.Released;
import dev.warren.users.Reservation.Reserved;
import dev.warren.users.Reservation.Tombstone;
import dev.warren.users.storage.Table.Column;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/** Reservations as rows of {@code reservations}. */
final class ReservationRows {

    private enum Status {
        RESERVED,
        REFUSED,
        RELEASED,
        TOMBSTONE
    }

    static final String SELECT =
            "select order_id, user_id, status, currency, amount_minor, reason, sequence, said_at from reservations where ";

    static final Table<Reservation> TABLE = new Table<>(
            "reservations",
            List.of(
                    new Column<>("order_id", "uuid", it -> it.orderId().value()),
                    new Column<>("user_id", "uuid", it -> it.userId().value()),
                    new Column<>("status", "text", ReservationRows::status),
                    new Column<>("currency", "text", ReservationRows::currency),
                    new Column<>("amount_minor", "bigint", ReservationRows::amount),
                    new Column<>("reason", "text", it -> it instanceof Refused refused ? refused.reason() : null),
                    new Column<>("sequence", "bigint", it -> it.answer().sequence()),
                    new Column<>("said_at", "timestamptz", it -> it.answer().at())));

    private ReservationRows() {}

    static Reservation read(ResultSet row) throws SQLException {
        var order = new OrderId(row.getObject("order_id", UUID.class));
        var user = new UserId(row.getObject("user_id", UUID.class));
        var saidAt = row.getObject("said_at", OffsetDateTime.class).toInstant();
        var answer = new Answer(row.getLong("sequence"), saidAt);
        return switch (Status.valueOf(row.getString("status"))) {
            case RESERVED -> new Reserved(order, user, money(row), answer);
            case REFUSED -> new Refused(order, user, CreditRefusal.valueOf(row.getString("reason")), answer);
            case RELEASED -> new Released(order, user, money(row), answer);
            case TOMBSTONE -> new Tombstone(order, user, money(row).getCurrencyUnit(), answer);
        };
    }

    private static Money money(ResultSet row) throws SQLException {
        return Money.ofMinor(CurrencyUnit.of(row.getString("currency")), row.getLong("amount_minor"));
    }

    private static Status status(Reservation reservation) {
        return switch (reservation) {
            case Reserved it -> Status.RESERVED;
            case Refused it -> Status.REFUSED;
            case Released it -> Status.RELEASED;
            case Tombstone it -> Status.TOMBSTONE;
        };
    }

    private static String currency(Reservation reservation) {
        return switch (reservation) {
            case Reserved it -> it.amount().getCurrencyUnit().getCode();
            case Refused it -> null;
            case Released it -> it.amount().getCurrencyUnit().getCode();
            case Tombstone it -> it.currency().getCode();
        };
    }

    private static Long amount(Reservation reservation) {
        return switch (reservation) {
            case Reserved it -> it.amount().getAmountMinorLong();
            case Refused it -> null;
            case Released it -> it.amount().getAmountMinorLong();
            case Tombstone it -> 0L;
        };
    }
}
