package dev.warren.messaging.outbox;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;

/**
 * When any instance of the service could last publish: one row that they share.
 *
 * <p>Stateless; the caller owns the transaction.
 */
public class Publishing {

    /** Until when it went well; locks the row. */
    public Instant lastAt(Connection transaction) throws SQLException {
        try (var select = transaction.prepareStatement("select last_at from publishing for update");
                var row = select.executeQuery()) {
            row.next();
            return row.getTimestamp(1).toInstant();
        }
    }

    /** It goes well now. */
    public void at(Connection transaction, Instant now) throws SQLException {
        try (var update = transaction.prepareStatement("update publishing set last_at = ?")) {
            update.setTimestamp(1, Timestamp.from(now));
            update.executeUpdate();
        }
    }
}
