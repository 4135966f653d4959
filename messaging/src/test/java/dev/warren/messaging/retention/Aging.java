package dev.warren.messaging.retention;

import com.zaxxer.hikari.HikariDataSource;
import dev.warren.local.TestDatabase;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.flywaydb.core.Flyway;

/** A database with the runtime's tables, at a time that stands still. */
final class Aging implements AutoCloseable {

    static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

    final HikariDataSource database = new HikariDataSource();
    private final TestDatabase fresh = TestDatabase.fresh();

    Aging() {
        database.setJdbcUrl(fresh.jdbcUrl());
        database.setUsername(fresh.user());
        database.setPassword(fresh.password());
        Flyway.configure()
                .dataSource(fresh.jdbcUrl(), fresh.owner(), fresh.password())
                .locations("classpath:db/messaging")
                .load()
                .migrate();
    }

    /** Adds messages that were all handled so long ago. */
    void handled(int messages, Duration ago) throws SQLException {
        run(
                "insert into inbox select gen_random_uuid(), timestamptz '%s' - interval '%d ms' from generate_series(1, %d)"
                        .formatted(NOW, ago.toMillis(), messages));
    }

    long count(String rows) throws SQLException {
        try (var connection = database.getConnection();
                var select = connection.createStatement();
                var row = select.executeQuery("select count(*) from " + rows)) {
            row.next();
            return row.getLong(1);
        }
    }

    void run(String sql) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** As the owner, who may. */
    void define(String table) throws SQLException {
        try (var connection = DriverManager.getConnection(fresh.jdbcUrl(), fresh.owner(), fresh.password());
                var statement = connection.createStatement()) {
            statement.execute(table);
        }
    }

    @Override
    public void close() {
        database.close();
    }
}
