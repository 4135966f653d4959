package dev.warren.users.storage;

import static java.util.stream.Collectors.joining;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;

/**
 * A table whose rows are written many at a time, with one statement whatever their number.
 *
 * @param <T> what a row holds
 */
final class Table<T> {

    /** @param value what the column holds, or null */
    record Column<T>(String name, String type, Function<T, Object> value) {}

    private final List<Column<T>> columns;
    private final String insert;
    private final String update;

    /** @param columns the first is the primary key */
    Table(String name, List<Column<T>> columns) {
        this.columns = columns;
        String key = columns.getFirst().name();
        String names = columns.stream().map(Column::name).collect(joining(", "));
        String arrays =
                columns.stream().map(column -> "?::" + column.type() + "[]").collect(joining(", "));
        String assignments = columns.stream()
                .skip(1)
                .map(column -> "%1$s = new.%1$s".formatted(column.name()))
                .collect(joining(", "));
        insert = "insert into %s (%s) select * from unnest(%s)".formatted(name, names, arrays);
        update = "update %1$s set %2$s from unnest(%3$s) as new (%4$s) where %1$s.%5$s = new.%5$s"
                .formatted(name, assignments, arrays, names, key);
    }

    /** Inserts plainly: a row that is there already is a unique violation. */
    void insert(Connection transaction, List<T> rows) throws SQLException {
        write(transaction, insert, rows);
    }

    void update(Connection transaction, List<T> rows) throws SQLException {
        write(transaction, update, rows);
    }

    private void write(Connection transaction, String sql, List<T> rows) throws SQLException {
        if (rows.isEmpty()) {
            return;
        }
        try (var statement = transaction.prepareStatement(sql)) {
            int parameter = 0;
            for (var column : columns) {
                Object[] values = rows.stream().map(column.value()).toArray();
                statement.setArray(++parameter, transaction.createArrayOf(column.type(), values));
            }
            statement.executeUpdate();
        }
    }
}
