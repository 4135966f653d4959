package dev.warren.users.storage;

import dev.warren.events.UserId;
import dev.warren.users.Registration;
import dev.warren.users.storage.Table.Column;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;

/** Registrations under an idempotency key as rows of {@code registrations}. */
final class RegistrationRows {

    static final String SELECT = "select key_hash, user_id, request_hash, registered_at from registrations where ";

    static final Table<Registration> TABLE = new Table<>(
            "registrations",
            List.of(
                    new Column<>("key_hash", "text", Registration::keyHash),
                    new Column<>("user_id", "uuid", it -> it.userId().value()),
                    new Column<>("request_hash", "text", Registration::requestHash),
                    new Column<>("registered_at", "timestamptz", Registration::at)));

    /** The key stays: under it nobody is registered again. */
    private static final String FORGET = "update registrations set request_hash = null where user_id = any(?)";

    private RegistrationRows() {}

    /** What was asked for is forgotten with whoever was registered. */
    static void forget(Connection transaction, List<UserId> erased) throws SQLException {
        if (erased.isEmpty()) {
            return;
        }
        try (var update = transaction.prepareStatement(FORGET)) {
            update.setArray(
                    1,
                    transaction.createArrayOf(
                            "uuid", erased.stream().map(UserId::value).toArray()));
            update.executeUpdate();
        }
    }

    static Registration read(ResultSet row) throws SQLException {
        return new Registration(
                new UserId(row.getObject("user_id", UUID.class)),
                row.getString("key_hash"),
                row.getString("request_hash"),
                row.getObject("registered_at", OffsetDateTime.class).toInstant());
    }
}
