package dev.warren.messaging.deadletters;

import com.fasterxml.uuid.Generators;
import dev.warren.messaging.deadletters.DeadLetter.Status;
import dev.warren.messaging.outbox.WireProperties;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The table of dead letters. Stateless; the caller owns the transaction. */
final class DeadLetterRows {

    private static final UUID ABOVE_ALL = new UUID(-1, -1);

    /** A copy that arrives twice changes nothing; a failure after a redrive, or after anything else, opens the row again. */
    private static final String STORE = """
            insert into dead_letters (id, message_id, body_hash, type, reason, handler, attempts,
                                      first_failed_at, last_failed_at, status, version, properties, body)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, 'PARKED', 1, ?, ?)
            on conflict (message_id, body_hash) do update
            set reason = excluded.reason, handler = excluded.handler, properties = excluded.properties,
                attempts = greatest(dead_letters.attempts, excluded.attempts),
                last_failed_at = excluded.last_failed_at, status = 'PARKED', version = dead_letters.version + 1
            where excluded.last_failed_at > dead_letters.last_failed_at""";

    private static final String SELECT = """
            select id, message_id, type, reason, handler, attempts, first_failed_at, last_failed_at, status, version,
                   properties, body
            from dead_letters where\s""";

    /** What was sent back and is in the inbox was handled. Ids that are no UUID never get there. */
    private static final String SETTLE = """
            update dead_letters set status = 'HANDLED', version = version + 1
            where status = 'REDRIVEN' and exists (
                select from inbox where inbox.message_id = case
                    when dead_letters.message_id ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'
                    then dead_letters.message_id::uuid end)""";

    private static final String MATCHING = """
            (?::text is null or status = ?) and (?::text is null or type = ?)
            and (?::text is null or position(lower(?) in lower(reason)) > 0)""";

    void store(Connection transaction, ParkedMessage parked) throws SQLException {
        try (var insert = transaction.prepareStatement(STORE)) {
            insert.setObject(1, Generators.timeBasedEpochGenerator().generate());
            insert.setString(2, parked.messageId());
            insert.setBytes(3, ParkedMessage.hash(parked.body()));
            insert.setString(4, parked.type());
            insert.setString(5, parked.reason());
            insert.setString(6, parked.handler());
            insert.setLong(7, parked.attempts());
            insert.setObject(8, at(parked.firstFailedAt()));
            insert.setObject(9, at(parked.lastFailedAt()));
            insert.setBytes(10, WireProperties.write(parked.properties()));
            insert.setBytes(11, parked.body());
            insert.executeUpdate();
        }
    }

    void settle(Connection transaction) throws SQLException {
        try (var update = transaction.prepareStatement(SETTLE)) {
            update.executeUpdate();
        }
    }

    Optional<DeadLetter> find(Connection connection, UUID id) throws SQLException {
        return one(connection, SELECT + "id = ?", id);
    }

    /** So that nobody else changes it before the transaction ends. */
    Optional<DeadLetter> lock(Connection transaction, UUID id) throws SQLException {
        return one(transaction, SELECT + "id = ? for update", id);
    }

    List<DeadLetter> page(Connection connection, Filter filter, Optional<UUID> below, int limit) throws SQLException {
        try (var select = connection.prepareStatement(SELECT + MATCHING + " and id < ? order by id desc limit ?")) {
            int next = bind(select, filter);
            select.setObject(next, below.orElse(ABOVE_ALL));
            select.setInt(next + 1, limit);
            return read(select);
        }
    }

    /** Ids of all that match, oldest first. */
    List<UUID> ids(Connection connection, Filter filter) throws SQLException {
        try (var select =
                connection.prepareStatement("select id from dead_letters where " + MATCHING + " order by id")) {
            bind(select, filter);
            var ids = new ArrayList<UUID>();
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    ids.add(rows.getObject(1, UUID.class));
                }
            }
            return ids;
        }
    }

    long count(Connection connection, Status status) throws SQLException {
        try (var select = connection.prepareStatement("select count(*) from dead_letters where status = ?")) {
            select.setString(1, status.name());
            try (var rows = select.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        }
    }

    void set(Connection transaction, UUID id, Status status) throws SQLException {
        try (var update = transaction.prepareStatement(
                "update dead_letters set status = ?, version = version + 1 where id = ?")) {
            update.setString(1, status.name());
            update.setObject(2, id);
            update.executeUpdate();
        }
    }

    /** @return false if another row is the same message */
    boolean replace(Connection transaction, DeadLetter edited) throws SQLException {
        try (var update = transaction.prepareStatement("""
                update dead_letters
                set message_id = ?, type = ?, properties = ?, body = ?, body_hash = ?, version = version + 1
                where id = ? and not exists (
                    select from dead_letters other where other.message_id = ? and other.body_hash = ? and other.id <> ?)""")) {
            update.setString(1, edited.messageId());
            update.setString(2, edited.type());
            update.setBytes(3, WireProperties.write(edited.properties()));
            update.setBytes(4, edited.body());
            update.setBytes(5, ParkedMessage.hash(edited.body()));
            update.setObject(6, edited.id());
            update.setString(7, edited.messageId());
            update.setBytes(8, ParkedMessage.hash(edited.body()));
            update.setObject(9, edited.id());
            return update.executeUpdate() == 1;
        }
    }

    private static int bind(PreparedStatement select, Filter filter) throws SQLException {
        String status = filter.status().map(Enum::name).orElse(null);
        String[] values = {status, filter.type().orElse(null), filter.reason().orElse(null)};
        int next = 1;
        for (String value : values) {
            select.setString(next++, value);
            select.setString(next++, value);
        }
        return next;
    }

    private static Optional<DeadLetter> one(Connection connection, String sql, UUID id) throws SQLException {
        try (var select = connection.prepareStatement(sql)) {
            select.setObject(1, id);
            return read(select).stream().findFirst();
        }
    }

    private static List<DeadLetter> read(PreparedStatement select) throws SQLException {
        var letters = new ArrayList<DeadLetter>();
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                letters.add(new DeadLetter(
                        row.getObject(1, UUID.class),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        row.getString(5),
                        row.getLong(6),
                        row.getObject(7, OffsetDateTime.class).toInstant(),
                        row.getObject(8, OffsetDateTime.class).toInstant(),
                        Status.valueOf(row.getString(9)),
                        row.getInt(10),
                        WireProperties.read(row.getBytes(11)),
                        row.getBytes(12)));
            }
        }
        return letters;
    }

    static OffsetDateTime at(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
