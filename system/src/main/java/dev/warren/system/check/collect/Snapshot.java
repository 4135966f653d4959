package dev.warren.system.check.collect;

import dev.warren.local.LocalException;
import dev.warren.system.check.Amount;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** One service's database as it was at one moment: a read-only transaction at repeatable read. Not thread-safe. */
final class Snapshot implements AutoCloseable {

    private final String service;
    private final Connection connection;

    private Snapshot(String service, Connection connection) {
        this.service = service;
        this.connection = connection;
    }

    static Snapshot of(String service, LiveSystem system) {
        try {
            var connection = system.databases().connect(service);
            connection.setReadOnly(true);
            connection.setAutoCommit(false);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            return new Snapshot(service, connection);
        } catch (SQLException e) {
            throw unreadable(service, e);
        }
    }

    /** One row. */
    record Row(ResultSet columns) {

        String text(String column) throws SQLException {
            return columns.getString(column);
        }

        UUID id(String column) throws SQLException {
            return columns.getObject(column, UUID.class);
        }

        long number(String column) throws SQLException {
            return columns.getLong(column);
        }

        boolean flag(String column) throws SQLException {
            return columns.getBoolean(column);
        }

        Instant time(String column) throws SQLException {
            var time = columns.getObject(column, OffsetDateTime.class);
            return time == null ? null : time.toInstant();
        }

        /** Null where there is none. */
        Amount amount(String minor) throws SQLException {
            long amount = columns.getLong(minor);
            return columns.wasNull() ? null : new Amount(amount, columns.getString("currency"));
        }
    }

    @FunctionalInterface
    interface Reading<T> {
        T of(Row row) throws SQLException;
    }

    <T> List<T> rows(String query, Reading<T> reading) {
        try (var statement = connection.createStatement()) {
            // In pieces: the driver would hold the whole answer beside what is made of it.
            statement.setFetchSize(10_000);
            try (var result = statement.executeQuery(query)) {
                var rows = new ArrayList<T>();
                while (result.next()) {
                    rows.add(reading.of(new Row(result)));
                }
                return rows;
            }
        } catch (SQLException e) {
            throw unreadable(service, e);
        }
    }

    long count(String query) {
        return rows(query, row -> row.columns().getLong(1)).getFirst();
    }

    private static LocalException unreadable(String service, SQLException e) {
        return new LocalException(
                "DATABASE_UNREADABLE", "the database of %s cannot be read: %s".formatted(service, e.getMessage()), e);
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw unreadable(service, e);
        }
    }
}
