package dev.warren.messaging.migrations;

import com.zaxxer.hikari.HikariDataSource;
import dev.warren.messaging.MessagingConfiguration.MigrationsConfiguration;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/**
 * Brings the tables up to date: the runtime's own, then the service's, each with a history of its own. The owner makes them, over a
 * pool that lives no longer than that; without one, whoever uses them does.
 */
public final class Migrations {

    private static final String INSUFFICIENT_PRIVILEGE = "42501";

    /** One migrates, the other watches over the history. */
    private static final int CONNECTIONS = 2;

    private final DataSource database;
    private final MigrationsConfiguration settings;

    /** @param database the pool of the application's role, HikariCP's if an owner is set */
    public Migrations(DataSource database, MigrationsConfiguration settings) {
        this.database = database;
        this.settings = settings;
    }

    /**
     * Blocks until the tables are up to date and the application's role is found to fit them. Several processes at once take turns.
     *
     * @throws MigrationsRefused {@code NOT_THE_OWNER}, {@code TABLES_WITHHELD}, {@code MORE_THAN_DML}: roles have to be changed first
     * @throws RuntimeException Flyway's own and the pool's, when the database cannot be reached or a migration fails
     */
    public void run() throws SQLException {
        if (settings.username() == null) {
            migrate(database);
        } else {
            try (HikariDataSource owners = asOwner(database.unwrap(HikariDataSource.class))) {
                migrate(owners);
            }
        }
        try (var connection = database.getConnection()) {
            ApplicationRole.of(connection).check(settings.byOwnerOnly());
        }
    }

    private void migrate(DataSource as) {
        try {
            migrate(as, "classpath:db/messaging", "messaging_schema_history");
            migrate(as, "classpath:db/migration", "service_schema_history");
        } catch (RuntimeException e) {
            throw privilegeThatLacked(e).map(this::notTheOwner).orElse(e);
        }
    }

    private RuntimeException notTheOwner(SQLException refusal) {
        String role = settings.username() == null
                ? "the role of datasources.default"
                : "messaging.migrations.username, " + settings.username() + ",";
        return new MigrationsRefused(
                "NOT_THE_OWNER: tables must be made by the role that owns the database but %s may not (%s): set messaging.migrations.username and .password to the owner's"
                        .formatted(
                                role, refusal.getMessage().lines().findFirst().orElse("")));
    }

    private static Optional<SQLException> privilegeThatLacked(Throwable e) {
        return Stream.iterate(e, Objects::nonNull, Throwable::getCause)
                .filter(SQLException.class::isInstance)
                .map(SQLException.class::cast)
                .filter(it -> INSUFFICIENT_PRIVILEGE.equals(it.getSQLState()))
                .findFirst();
    }

    private static void migrate(DataSource as, String location, String history) {
        Flyway.configure()
                .dataSource(as)
                .locations(location)
                .table(history)
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .load()
                .migrate();
    }

    /** The same database with the same properties of its connections, such as TLS and time-outs. */
    private HikariDataSource asOwner(HikariDataSource pool) {
        var owners = new HikariDataSource();
        owners.setPoolName("owner");
        owners.setJdbcUrl(pool.getJdbcUrl());
        owners.setDataSourceProperties(pool.getDataSourceProperties());
        owners.setUsername(settings.username());
        owners.setPassword(settings.password());
        owners.setMaximumPoolSize(CONNECTIONS);
        owners.setMinimumIdle(0);
        owners.setConnectionTimeout(pool.getConnectionTimeout());
        owners.setInitializationFailTimeout(-1);
        return owners;
    }
}
