package dev.warren.messaging.inbox;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;

/**
 * The idempotent receiver: a message id is in the table exactly when the message's effect is committed.
 *
 * <p>Stateless; the caller owns the transaction.
 */
public class Inbox {

    /** The ids go in sorted, so that two instances that share duplicates wait for each other instead of deadlocking. */
    private static final String INSERT = """
            insert into inbox (message_id, handled_at)
            select id, ? from unnest(?::uuid[]) as id order by id
            on conflict do nothing
            returning message_id""";

    private static final String DELETE = "delete from inbox where message_id = any(?)";

    /** Records ids as handled and returns those that were not there before. */
    public Set<UUID> insert(Connection transaction, Collection<UUID> ids, Instant now) throws SQLException {
        if (ids.isEmpty()) {
            return Set.of();
        }
        try (var insert = transaction.prepareStatement(INSERT)) {
            insert.setTimestamp(1, Timestamp.from(now));
            insert.setArray(2, transaction.createArrayOf("uuid", ids.toArray()));
            var inserted = new HashSet<UUID>();
            try (var rows = insert.executeQuery()) {
                while (rows.next()) {
                    inserted.add(rows.getObject(1, UUID.class));
                }
            }
            return inserted;
        }
    }

    /** Forgets ids whose messages were not handled after all, so that they are when they come again. */
    public void remove(Connection transaction, Collection<UUID> ids) throws SQLException {
        if (ids.isEmpty()) {
            return;
        }
        try (var delete = transaction.prepareStatement(DELETE)) {
            delete.setArray(1, transaction.createArrayOf("uuid", ids.toArray()));
            delete.executeUpdate();
        }
    }
}
