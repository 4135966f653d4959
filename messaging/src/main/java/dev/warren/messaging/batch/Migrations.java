package dev.warren.messaging.batch;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** Brings the tables up to date: the runtime's own, then the service's, each with a history of its own. */
final class Migrations {

    private Migrations() {}

    static void run(DataSource database) {
        migrate(database, "classpath:db/messaging", "messaging_schema_history");
        migrate(database, "classpath:db/migration", "service_schema_history");
    }

    private static void migrate(DataSource database, String location, String history) {
        Flyway.configure()
                .dataSource(database)
                .locations(location)
                .table(history)
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .load()
                .migrate();
    }
}
