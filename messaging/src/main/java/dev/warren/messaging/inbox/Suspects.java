package dev.warren.messaging.inbox;

import com.rabbitmq.client.AMQP.BasicProperties;
import dev.warren.messaging.broker.Delivery;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.UUID;

/**
 * Messages that came back so often that handling them may be what kills the process. Each is handled alone, and the attempt is
 * recorded before it is made: after some attempts that nobody survived it is parked, and no healthy neighbour with it.
 *
 * <p>Stateless; every method commits by itself.
 */
public class Suspects {

    /** Restarts and lost connections bring healthy messages back too, but hardly this often. */
    private static final int OFTEN = 10;

    private static final int MOST_ATTEMPTS = 3;

    private static final String RECORD = """
            insert into suspects (message_id, attempts, last_at) values (?, 1, ?)
            on conflict (message_id) do update set attempts = suspects.attempts + 1, last_at = excluded.last_at
            returning attempts""";

    /** Whether a delivery came back so often that it is to be handled alone; quorum queues count. */
    public static boolean isSuspect(Delivery delivery) {
        BasicProperties properties = delivery.properties();
        return properties.getHeaders() != null
                && properties.getHeaders().get("x-delivery-count") instanceof Number times
                && times.longValue() >= OFTEN;
    }

    /** Records one more attempt; false if there were enough already. */
    public boolean mayBeTried(Connection connection, UUID message, Instant now) throws SQLException {
        try (var record = connection.prepareStatement(RECORD)) {
            record.setObject(1, message);
            record.setTimestamp(2, Timestamp.from(now));
            try (var rows = record.executeQuery()) {
                rows.next();
                return rows.getInt(1) <= MOST_ATTEMPTS;
            }
        }
    }

    /** It was handled or parked, and nobody died of it. */
    public void clear(Connection connection, UUID message) throws SQLException {
        try (var delete = connection.prepareStatement("delete from suspects where message_id = ?")) {
            delete.setObject(1, message);
            delete.executeUpdate();
        }
    }
}
