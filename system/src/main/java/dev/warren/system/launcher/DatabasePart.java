package dev.warren.system.launcher;

import dev.warren.local.DatabaseRole;
import dev.warren.local.LocalPostgres;
import dev.warren.local.Ports;
import dev.warren.system.launcher.State.Database;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One database for each service: named by WARREN_JDBC_URL_…, otherwise in a PostgreSQL of our own. */
final class DatabasePart {
    private static final int PORT = 54329;

    private final LocalPostgres postgres;
    private final SecretFiles secrets;
    private final Map<String, String> environment;

    DatabasePart(Home home, Map<String, String> environment) {
        this.postgres = LocalPostgres.in(home.postgres(), home.programs());
        this.secrets = new SecretFiles(home.secrets());
        this.environment = environment;
    }

    boolean isRunning(Database database) {
        return database.process() == null || database.process().isAlive();
    }

    boolean isOursRunning() {
        return postgres.isRunning();
    }

    /**
     * Returns once every database is there. Whatever it starts, it starts through the undo.
     *
     * @param before the database as services that still run know it, or null
     */
    Database ensure(Database before, Undo undo) {
        List<Service> ownDatabases = Service.ALL.stream()
                .filter(service -> !environment.containsKey(service.databaseVariable()))
                .toList();
        if (!ownDatabases.isEmpty() && !postgres.isRunning()) {
            int port = port(before);
            undo.starting(() -> postgres.start(port), LocalPostgres::stop);
        }
        ownDatabases.forEach(
                service -> postgres.createDatabase(service.database(), owner(service), application(service)));
        Map<String, String> urls = new LinkedHashMap<>();
        for (Service service : Service.ALL) {
            urls.put(service.label(), JdbcUrl.of(url(service)).withoutCredentials());
        }
        return new Database(
                urls, ownDatabases.isEmpty() ? null : postgres.process().orElseThrow());
    }

    /** What a service has to know of its database, as its environment. */
    Map<String, String> environmentOf(Service service) {
        JdbcUrl url = JdbcUrl.of(url(service));
        boolean own = !environment.containsKey(service.databaseVariable());
        DatabaseRole application = own ? application(service) : url.application();
        Map<String, String> known = new LinkedHashMap<>();
        known.put("DATASOURCES_DEFAULT_URL", url.withoutCredentials());
        known.put("DATASOURCES_DEFAULT_USERNAME", application.name());
        known.put("DATASOURCES_DEFAULT_PASSWORD", application.password());
        (own ? Optional.of(owner(service)) : url.owner()).ifPresent(owner -> {
            known.put("MESSAGING_MIGRATIONS_USERNAME", owner.name());
            known.put("MESSAGING_MIGRATIONS_PASSWORD", owner.password());
        });
        return known;
    }

    /** A new connection to the database of a service, as that service, for the caller to close. */
    Connection connect(String service) throws SQLException {
        var settings = environmentOf(Service.ALL.stream()
                .filter(it -> it.label().equals(service))
                .findFirst()
                .orElseThrow());
        return DriverManager.getConnection(
                settings.get("DATASOURCES_DEFAULT_URL"),
                settings.get("DATASOURCES_DEFAULT_USERNAME"),
                settings.get("DATASOURCES_DEFAULT_PASSWORD"));
    }

    /** Stops our own server if it runs; whether it ended by itself. */
    boolean stop() {
        return postgres.stop();
    }

    /** Services that still run know the old port; a first start takes the usual one if it is free. */
    private int port(Database before) {
        if (before != null && before.process() != null) {
            PortHolder.requireFree(postgres.port(), "PostgreSQL, which the running services look for there,");
            return postgres.port();
        }
        return Ports.isFree(PORT) ? PORT : Ports.anyFree();
    }

    private String url(Service service) {
        String given = environment.get(service.databaseVariable());
        return given == null ? postgres.jdbcUrl(service.database()) : given;
    }

    private DatabaseRole application(Service service) {
        return new DatabaseRole(service.database(), secrets.get("database-" + service.database()));
    }

    private DatabaseRole owner(Service service) {
        String name = service.database() + "_owner";
        return new DatabaseRole(name, secrets.get("database-" + name));
    }
}
