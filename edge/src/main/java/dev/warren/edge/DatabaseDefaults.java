package dev.warren.edge;

import io.micronaut.configuration.jdbc.hikari.DatasourceConfiguration;
import io.micronaut.context.env.Environment;
import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import jakarta.inject.Singleton;

/**
 * Defaults of a service's database connections; every one gives way to the same key under {@code datasources.<name>}. Not in
 * {@code defaults.yml}, where they would make a data source of their own.
 */
@Singleton
final class DatabaseDefaults implements BeanCreatedEventListener<DatasourceConfiguration> {

    private static final int POOL_SIZE = 8;
    /** A server's connections are few, and instances that have little to do must not use them up. */
    private static final int IDLE = 2;

    private static final long CONNECTION_TIMEOUT_MILLIS = 2_000;

    private final Environment environment;

    DatabaseDefaults(Environment environment) {
        this.environment = environment;
    }

    @Override
    public DatasourceConfiguration onCreated(BeanCreatedEvent<DatasourceConfiguration> event) {
        DatasourceConfiguration database = event.getBean();
        if (isUnset(database, "maximum-pool-size")) {
            database.setMaximumPoolSize(POOL_SIZE);
        }
        if (isUnset(database, "minimum-idle")) {
            database.setMinimumIdle(Math.min(IDLE, database.getMaximumPoolSize()));
        }
        if (isUnset(database, "connection-timeout")) {
            database.setConnectionTimeout(CONNECTION_TIMEOUT_MILLIS);
        }
        if (isUnset(database, "initialization-fail-timeout")) {
            // The service starts without its database and is not ready until it is there.
            database.setInitializationFailTimeout(-1);
        }
        // No statement may hold up the writing thread for good; a migration may take this long too.
        add(
                database,
                "options",
                "-c statement_timeout=30s -c lock_timeout=10s -c idle_in_transaction_session_timeout=30s");
        // The detail of a refusal quotes the row, and messages of exceptions end up in logs and dead letters.
        add(database, "logServerErrorDetail", "false");
        add(database, "connectTimeout", "2");
        add(database, "tcpKeepAlive", "true");
        // A connection whose answers are lost on the way looks alive for ever. In seconds, above what the server allows
        // a statement.
        add(database, "socketTimeout", "35");
        return database;
    }

    private boolean isUnset(DatasourceConfiguration database, String key) {
        return !environment.containsProperty("datasources.%s.%s".formatted(database.getName(), key));
    }

    private static void add(DatasourceConfiguration database, String property, String value) {
        database.getDataSourceProperties().putIfAbsent(property, value);
    }
}
