package dev.warren.messaging.tally;

import dev.warren.messaging.States;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Tallies in a table. */
final class Tallies implements States<UUID, Tally, TallyInput> {

    @Override
    public Map<UUID, Tally> load(Connection transaction, Collection<TallyInput> inputs) throws SQLException {
        try (var select = transaction.prepareStatement(
                "select id, total, version, deadline from tallies where id = any(?) order by id for update")) {
            select.setArray(
                    1,
                    transaction.createArrayOf(
                            "uuid",
                            inputs.stream().map(TallyInput::tally).distinct().toArray()));
            var loaded = new HashMap<UUID, Tally>();
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    loaded.put(rows.getObject(1, UUID.class), tally(rows));
                }
            }
            return loaded;
        }
    }

    @Override
    public void save(Connection transaction, Collection<Change<Tally>> changes) throws SQLException {
        write(
                transaction,
                "insert into tallies (total, version, deadline, id) values (?, ?, ?, ?)",
                changes.stream().filter(change -> change.before() == null).toList());
        write(
                transaction,
                "update tallies set total = ?, version = ?, deadline = ? where id = ?",
                changes.stream().filter(change -> change.before() != null).toList());
    }

    private static void write(Connection transaction, String sql, List<Change<Tally>> changes) throws SQLException {
        try (var statement = transaction.prepareStatement(sql)) {
            for (var change : changes) {
                Instant deadline = change.after().deadline();
                statement.setLong(1, change.after().total());
                statement.setLong(2, change.after().version());
                statement.setTimestamp(3, deadline == null ? null : Timestamp.from(deadline));
                statement.setObject(4, change.after().id());
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    @Override
    public List<TallyInput> due(Connection connection, Instant now, int limit) throws SQLException {
        try (var select =
                connection.prepareStatement("select id from tallies where deadline <= ? order by deadline limit ?")) {
            select.setTimestamp(1, Timestamp.from(now));
            select.setInt(2, limit);
            var due = new ArrayList<TallyInput>();
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    due.add(new TallyInput.TimePassed(rows.getObject(1, UUID.class)));
                }
            }
            return due;
        }
    }

    @Override
    public void postpone(Connection transaction, Duration by) throws SQLException {
        try (var update = transaction.prepareStatement(
                "update tallies set deadline = deadline + ? * interval '1 millisecond' where deadline is not null")) {
            update.setLong(1, by.toMillis());
            update.executeUpdate();
        }
    }

    private static Tally tally(ResultSet row) throws SQLException {
        var deadline = row.getTimestamp(4);
        return new Tally(
                row.getObject(1, UUID.class),
                row.getLong(2),
                row.getLong(3),
                deadline == null ? null : deadline.toInstant());
    }
}
