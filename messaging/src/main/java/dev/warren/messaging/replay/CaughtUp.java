package dev.warren.messaging.replay;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;

/**
 * Whether the service has caught up with the journal: one row, once and for all of its instances.
 *
 * <p>Stateless; the caller owns the transaction.
 */
final class CaughtUp {

    boolean isThere(Connection connection) throws SQLException {
        try (var select = connection.prepareStatement("select 1 from caught_up");
                var rows = select.executeQuery()) {
            return rows.next();
        }
    }

    void record(Connection transaction, Instant now) throws SQLException {
        try (var insert =
                transaction.prepareStatement("insert into caught_up (at) values (?) on conflict do nothing")) {
            insert.setTimestamp(1, Timestamp.from(now));
            insert.executeUpdate();
        }
    }
}
