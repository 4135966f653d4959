package dev.warren.messaging.tally;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.UUID;

/** Looks into the service's database, past the service. */
final class Books {

    private final Surroundings surroundings;

    Books(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    long total(UUID tally) {
        return number("select coalesce((select total from tallies where id = ?), 0)", tally);
    }

    long version(UUID tally) {
        return number("select coalesce((select version from tallies where id = ?), 0)", tally);
    }

    Instant deadline(UUID tally) {
        return query("select deadline from tallies where id = ?", Timestamp.class, tally)
                .toInstant();
    }

    long outbox() {
        return number("select count(*) from outbox");
    }

    /** How many messages were handled. */
    long handled() {
        return number("select count(*) from inbox");
    }

    boolean inboxHolds(UUID message) {
        return number("select count(*) from inbox where message_id = ?", message) == 1;
    }

    /** Writes a tally whose deadline has passed, behind the service's back. */
    void overdue(UUID tally, long total) {
        var sql = "insert into tallies (id, total, version, deadline) values (?, ?, 1, now() - interval '1 second')";
        try (var connection = DriverManager.getConnection(
                        surroundings.jdbcUrl(), surroundings.jdbcUser(), surroundings.jdbcPassword());
                var insert = connection.prepareStatement(sql)) {
            insert.setObject(1, tally);
            insert.setLong(2, total);
            insert.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private long number(String sql, Object... parameters) {
        return query(sql, Long.class, parameters);
    }

    private <T> T query(String sql, Class<T> type, Object... parameters) {
        try (var connection = DriverManager.getConnection(
                        surroundings.jdbcUrl(), surroundings.jdbcUser(), surroundings.jdbcPassword());
                var select = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                select.setObject(i + 1, parameters[i]);
            }
            try (var rows = select.executeQuery()) {
                rows.next();
                return rows.getObject(1, type);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }
}
