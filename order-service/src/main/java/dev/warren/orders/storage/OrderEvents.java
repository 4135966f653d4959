package dev.warren.orders.storage;

import dev.warren.events.OrderId;
import dev.warren.messaging.Occurrence;
import dev.warren.messaging.Occurrence.Direction;
import jakarta.inject.Singleton;
import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import javax.sql.DataSource;

/** The timelines of the orders: every event that one received or said, in the order of handling. Thread-safe. */
@Singleton
public final class OrderEvents {

    private static final String INSERT = """
            insert into order_events (order_id, event_id, type, said, sequence, happened_at, trace_id, handled_at)
            select order_id, event_id, type, said, sequence, happened_at, trace_id, ?
            from unnest(?::uuid[], ?::uuid[], ?::text[], ?::boolean[], ?::bigint[], ?::timestamptz[], ?::uuid[])
                with ordinality as new (order_id, event_id, type, said, sequence, happened_at, trace_id, place)
            order by place
            on conflict do nothing""";

    private static final String SELECT = """
            select position, event_id, type, said, sequence, happened_at, handled_at, trace_id
            from order_events where order_id = ? and position > ? order by position limit ?""";

    private final DataSource database;

    OrderEvents(DataSource database) {
        this.database = database;
    }

    /**
     * One line of a timeline.
     *
     * @param position grows from line to line; the id of a line within its timeline
     */
    public record Line(UUID position, Occurrence<OrderId> event) {}

    /** Adds lines, in one statement; those of events that are there already are left out. */
    static void add(Connection transaction, List<Occurrence<OrderId>> occurrences) throws SQLException {
        try (var insert = transaction.prepareStatement(INSERT)) {
            var columns = new Columns(transaction, occurrences);
            insert.setObject(1, occurrences.getFirst().handledAt().atOffset(ZoneOffset.UTC));
            insert.setArray(2, columns.array("uuid", it -> it.key().value()));
            insert.setArray(3, columns.array("uuid", Occurrence::eventId));
            insert.setArray(4, columns.array("text", Occurrence::type));
            insert.setArray(5, columns.array("boolean", it -> it.direction() == Direction.SAID));
            insert.setArray(6, columns.array("bigint", Occurrence::sequence));
            insert.setArray(7, columns.array("timestamptz", Occurrence::happenedAt));
            insert.setArray(8, columns.array("uuid", Occurrence::traceId));
            insert.executeUpdate();
        }
    }

    private record Columns(Connection connection, List<Occurrence<OrderId>> rows) {
        Array array(String type, Function<Occurrence<OrderId>, Object> value) throws SQLException {
            return connection.createArrayOf(type, rows.stream().map(value).toArray());
        }
    }

    /**
     * A part of an order's timeline, oldest line first; blocks on the database.
     *
     * @param after the position of the last line before it; empty for the beginning
     */
    public List<Line> of(OrderId order, Optional<UUID> after, int limit) throws SQLException {
        try (var connection = database.getConnection();
                var select = connection.prepareStatement(SELECT)) {
            select.setObject(1, order.value());
            select.setLong(2, after.map(UUID::getLeastSignificantBits).orElse(0L));
            select.setInt(3, limit);
            var lines = new ArrayList<Line>();
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    lines.add(line(order, rows));
                }
            }
            return lines;
        }
    }

    private static Line line(OrderId order, ResultSet row) throws SQLException {
        var event = new Occurrence<>(
                order,
                row.getBoolean("said") ? Direction.SAID : Direction.RECEIVED,
                row.getObject("event_id", UUID.class),
                row.getString("type"),
                row.getLong("sequence"),
                time(row, "happened_at"),
                time(row, "handled_at"),
                row.getString("trace_id").replace("-", ""));
        return new Line(new UUID(0, row.getLong("position")), event);
    }

    private static Instant time(ResultSet row, String column) throws SQLException {
        var time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
