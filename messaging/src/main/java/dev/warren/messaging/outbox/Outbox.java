package dev.warren.messaging.outbox;

import dev.warren.messaging.events.Message;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/**
 * The transactional outbox: a message is in the table from the commit that said it until the broker has confirmed it.
 *
 * <p>Stateless; the caller owns the transaction.
 */
public class Outbox {

    /** An event that is said again while it still waits is the same row. */
    private static final String INSERT = """
            insert into outbox (id, exchange, routing_key, properties, body, said_at, claimed_at)
            select *, ?, ? from unnest(?::uuid[], ?::text[], ?::text[], ?::bytea[], ?::bytea[])
            on conflict (id) do nothing""";

    private static final String DELETE = "delete from outbox where id = any(?)";

    private static final String CLAIM = """
            update outbox set claimed_at = ?
            where id in (select id from outbox where claimed_at < ? order by claimed_at limit ? for update skip locked)
            returning id, exchange, routing_key, properties, body""";

    private static final String BACKLOG =
            "select count(*), min(said_at) from (select said_at from outbox limit ?) as waiting";

    /** Stores messages; whoever stores them relays them, unless it is gone before their claim runs out. */
    public void insert(Connection transaction, List<Message> messages, Instant now) throws SQLException {
        if (messages.isEmpty()) {
            return;
        }
        try (var insert = transaction.prepareStatement(INSERT)) {
            insert.setTimestamp(1, Timestamp.from(now));
            insert.setTimestamp(2, Timestamp.from(now));
            insert.setArray(
                    3,
                    transaction.createArrayOf(
                            "uuid", messages.stream().map(Message::id).toArray()));
            insert.setArray(
                    4,
                    transaction.createArrayOf(
                            "text", messages.stream().map(Message::exchange).toArray()));
            insert.setArray(
                    5,
                    transaction.createArrayOf(
                            "text", messages.stream().map(Message::routingKey).toArray()));
            insert.setArray(
                    6,
                    transaction.createArrayOf(
                            "bytea",
                            messages.stream()
                                    .map(m -> WireProperties.write(m.properties()))
                                    .toArray(byte[][]::new)));
            insert.setArray(
                    7,
                    transaction.createArrayOf(
                            "bytea", messages.stream().map(Message::body).toArray(byte[][]::new)));
            insert.executeUpdate();
        }
    }

    /** Deletes messages that the broker has confirmed. */
    public void delete(Connection transaction, Collection<UUID> confirmed) throws SQLException {
        if (confirmed.isEmpty()) {
            return;
        }
        try (var delete = transaction.prepareStatement(DELETE)) {
            delete.setArray(1, transaction.createArrayOf("uuid", confirmed.toArray()));
            delete.executeUpdate();
        }
    }

    /** Claims messages that nobody has relayed for {@code age}: their claim is renewed and they are the caller's to relay. */
    public List<Message> claim(Connection transaction, Instant now, Duration age, int limit) throws SQLException {
        try (var claim = transaction.prepareStatement(CLAIM)) {
            claim.setTimestamp(1, Timestamp.from(now));
            claim.setTimestamp(2, Timestamp.from(now.minus(age)));
            claim.setInt(3, limit);
            var messages = new ArrayList<Message>();
            try (var rows = claim.executeQuery()) {
                while (rows.next()) {
                    messages.add(message(rows));
                }
            }
            return messages;
        }
    }

    /** How much waits, counted up to {@code limit}. */
    public Backlog backlog(Connection connection, int limit) throws SQLException {
        try (var select = connection.prepareStatement(BACKLOG)) {
            select.setInt(1, limit);
            try (var rows = select.executeQuery()) {
                rows.next();
                var oldest = rows.getTimestamp(2);
                return new Backlog(rows.getInt(1), oldest == null ? null : oldest.toInstant());
            }
        }
    }

    /**
     * What waits in the outbox.
     *
     * @param oldest when the oldest waiting message was said, or null if none waits
     */
    public record Backlog(int messages, Instant oldest) {}

    private static Message message(ResultSet row) throws SQLException {
        return new Message(
                row.getObject(1, UUID.class),
                row.getString(2),
                row.getString(3),
                WireProperties.read(row.getBytes(4)),
                row.getBytes(5));
    }
}
