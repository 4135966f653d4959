package dev.warren.users.storage;

import static java.util.stream.Collectors.joining;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
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
        // In the order of the keys: two instances that insert the same rows meet at the first and not crosswise.
        insert = "insert into %s (%s) select * from unnest(%s) order by 1".formatted(name, names, arrays);
        update = "update %1$s set %2$s from unnest(%3$s) as new (%4$s) where %1$s.%5$s = new.%5$s"
                .formatted(name, assignments, arrays, names, key);
    }

    Changes changes() {
        return new Changes();
    }

    /** Rows to write: one statement for the new ones and one for those that changed. */
    final class Changes {

        private final List<T> inserted = new ArrayList<>();
        private final List<T> updated = new ArrayList<>();

        /** Notes what became of a row; null before it was there. */
        void add(T before, T after) {
            if (before == null && after != null) {
                inserted.add(after);
            } else if (before != null && !before.equals(after)) {
                updated.add(after);
            }
        }

        /** Inserts plainly: a row that is there already is a unique violation. */
        void write(Connection transaction) throws SQLException {
            Table.this.write(transaction, insert, inserted);
            Table.this.write(transaction, update, updated);
        }
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
