package dev.warren.notifications.storage;

import static java.util.stream.Collectors.joining;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;

/** Many rows in one statement: one array for each column. */
final class Batches {

    /** @param value what the column holds of a row, or null */
    record Column<T>(String name, String type, Function<T, Object> value) {}

    private Batches() {}

    static <T> String names(List<Column<T>> columns) {
        return columns.stream().map(Column::name).collect(joining(", "));
    }

    static <T> String insert(String table, List<Column<T>> columns) {
        return "insert into %s (%s) select * from unnest(%s)".formatted(table, names(columns), arrays(columns));
    }

    /** @param columns the key first, then what is set */
    static <T> String update(String table, List<Column<T>> columns) {
        String key = columns.getFirst().name();
        String assignments = columns.stream()
                .skip(1)
                .map(column -> "%1$s = new.%1$s".formatted(column.name()))
                .collect(joining(", "));
        return "update %1$s set %2$s from unnest(%3$s) as new (%4$s) where %1$s.%5$s = new.%5$s"
                .formatted(table, assignments, arrays(columns), names(columns), key);
    }

    static <T> void write(Connection transaction, String sql, List<Column<T>> columns, Collection<T> rows)
            throws SQLException {
        if (rows.isEmpty()) {
            return;
        }
        try (var statement = transaction.prepareStatement(sql)) {
            int parameter = 0;
            for (Column<T> column : columns) {
                Object[] values = rows.stream().map(column.value()).toArray();
                statement.setArray(++parameter, transaction.createArrayOf(column.type(), values));
            }
            statement.executeUpdate();
        }
    }

    private static <T> String arrays(List<Column<T>> columns) {
        return columns.stream().map(column -> "?::" + column.type() + "[]").collect(joining(", "));
    }
}
