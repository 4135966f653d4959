package dev.warren.payments;

import com.zaxxer.hikari.HikariDataSource;
import dev.warren.local.TestDatabase;
import org.flywaydb.core.Flyway;

/** A new database with this service's tables. */
public final class PaymentsDatabase {

    private PaymentsDatabase() {}

    public static HikariDataSource fresh() {
        var database = TestDatabase.fresh();
        var pool = new HikariDataSource();
        pool.setJdbcUrl(database.jdbcUrl());
        pool.setUsername(database.user());
        pool.setPassword(database.password());
        Flyway.configure()
                .dataSource(database.jdbcUrl(), database.owner(), database.password())
                .locations("classpath:db/migration")
                .load()
                .migrate();
        return pool;
    }
}
