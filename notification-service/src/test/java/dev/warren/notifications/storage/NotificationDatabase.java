package dev.warren.notifications.storage;

import dev.warren.local.TestDatabase;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.postgresql.ds.PGSimpleDataSource;

/** A fresh database with the tables of this service. */
final class NotificationDatabase {

    private NotificationDatabase() {}

    static DataSource fresh() {
        var fresh = TestDatabase.fresh();
        var database = new PGSimpleDataSource();
        database.setUrl(fresh.jdbcUrl());
        database.setUser(fresh.user());
        database.setPassword(fresh.password());
        Flyway.configure()
                .dataSource(fresh.jdbcUrl(), fresh.owner(), fresh.password())
                .load()
                .migrate();
        return database;
    }
}
