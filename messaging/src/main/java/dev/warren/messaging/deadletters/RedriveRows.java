package dev.warren.messaging.deadletters;

import dev.warren.messaging.deadletters.Redrive.Status;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;

/** The table of redrives. Stateless; the caller owns the transaction. */
final class RedriveRows {

    /** One that was not heard of for so long has died with its process. */
    private static final Duration SILENCE = Duration.ofMinutes(2);

    private static final String SELECT = """
            select id, by_whom, matching, sent, handled, status, outcome, started_at, updated_at
            from redrives where\s""";

    /** Stores a new one, unless another is running. */
    boolean insert(Connection transaction, Redrive redrive) throws SQLException {
        bury(transaction, redrive.startedAt());
        try (var insert = transaction.prepareStatement("""
                insert into redrives (id, by_whom, matching, sent, handled, status, started_at, updated_at)
                values (?, ?, ?, 0, 0, 'RUNNING', ?, ?) on conflict do nothing""")) {
            insert.setObject(1, redrive.id());
            insert.setString(2, redrive.byWhom());
            insert.setLong(3, redrive.matching());
            insert.setObject(4, DeadLetterRows.at(redrive.startedAt()));
            insert.setObject(5, DeadLetterRows.at(redrive.startedAt()));
            return insert.executeUpdate() == 1;
        }
    }

    private static void bury(Connection transaction, Instant now) throws SQLException {
        try (var update = transaction.prepareStatement("""
                update redrives set status = 'STOPPED', outcome = 'its process ended' where status = 'RUNNING' and updated_at < ?""")) {
            update.setObject(1, DeadLetterRows.at(now.minus(SILENCE)));
            update.executeUpdate();
        }
    }

    void update(Connection transaction, Redrive redrive) throws SQLException {
        try (var update = transaction.prepareStatement(
                "update redrives set sent = ?, handled = ?, status = ?, outcome = ?, updated_at = ? where id = ?")) {
            update.setLong(1, redrive.sent());
            update.setLong(2, redrive.handled());
            update.setString(3, redrive.status().name());
            update.setString(4, redrive.outcome());
            update.setObject(5, DeadLetterRows.at(redrive.updatedAt()));
            update.setObject(6, redrive.id());
            update.executeUpdate();
        }
    }

    Optional<Redrive> find(Connection connection, UUID id) throws SQLException {
        try (var select = connection.prepareStatement(SELECT + "id = ?")) {
            select.setObject(1, id);
            try (var row = select.executeQuery()) {
                return row.next()
                        ? Optional.of(new Redrive(
                                row.getObject(1, UUID.class),
                                row.getString(2),
                                row.getLong(3),
                                row.getLong(4),
                                row.getLong(5),
                                Status.valueOf(row.getString(6)),
                                row.getString(7),
                                row.getObject(8, OffsetDateTime.class).toInstant(),
                                row.getObject(9, OffsetDateTime.class).toInstant()))
                        : Optional.empty();
            }
        }
    }
}
