package dev.warren.messaging.retention;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;

/**
 * Rows that nobody needs once they are old. A service makes a bean of each such table, and the {@link Cleaner} finds it.
 *
 * <p>Rows that somebody has locked are left for the next time, so cleaning waits for nobody, and several instances share the work.
 * The column of time wants an index that is as selective as the condition, unless the table stays small.
 *
 * @param what the table, or the column that is emptied, for logs and meters
 * @param keep the age up to which a row is left alone
 */
public record AgedRows(String what, String sql, Duration keep) {

    /** By place in the table, which is found without an index; in the order of age, so that the planner takes the one there is. */
    private static final String THE_OLDEST = """
            %1$s where ctid = any(array(
                select ctid from %2$s where %3$s < ? and %4$s order by %3$s limit ? for update skip locked))""";

    /** Rows of a table that go as a whole. */
    public static AgedRows deleted(String table, String time, Duration keep) {
        return deleted(table, time, "true", keep);
    }

    /**
     * Some rows of a table that go as a whole.
     *
     * @param condition which, in SQL
     */
    public static AgedRows deleted(String table, String time, String condition, Duration keep) {
        return new AgedRows(table, THE_OLDEST.formatted("delete from " + table, table, time, condition), keep);
    }

    /** Rows that stay and forget the value of a column, which is set to null. */
    public static AgedRows emptied(String table, String column, String time, Duration keep) {
        return new AgedRows(
                table + '.' + column,
                THE_OLDEST.formatted(
                        "update %s set %s = null".formatted(table, column), table, time, column + " is not null"),
                keep);
    }

    /**
     * Cleans the oldest rows, in one statement.
     *
     * @return how many; fewer than {@code limit} if that was all
     */
    int clean(Connection connection, Instant now, int limit) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            statement.setObject(1, now.minus(keep).atOffset(ZoneOffset.UTC));
            statement.setInt(2, limit);
            return statement.executeUpdate();
        }
    }
}
