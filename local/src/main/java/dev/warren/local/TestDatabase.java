package dev.warren.local;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A new and empty database on one real PostgreSQL per JVM, which is stopped and deleted when the JVM ends.
 *
 * @param jdbcUrl without credentials
 * @param user reads and writes the tables
 * @param owner makes them
 * @param password of both
 */
public record TestDatabase(String name, String jdbcUrl, String user, String owner, String password) {
    private static final AtomicInteger NEXT = new AtomicInteger();
    private static LocalPostgres ofThisJvm;

    /** Makes one; the first call in a JVM starts the server, some two seconds. Thread-safe. */
    public static TestDatabase fresh() {
        LocalPostgres server = server();
        String name = "test_" + NEXT.incrementAndGet();
        String password = Secrets.newPassword();
        String owner = name + "_owner";
        server.createDatabase(name, new DatabaseRole(owner, password), new DatabaseRole(name, password));
        return new TestDatabase(name, server.jdbcUrl(name), name, owner, password);
    }

    /** What a service has to know of it. */
    public Map<String, String> settings() {
        return Map.of(
                "datasources.default.url", jdbcUrl,
                "datasources.default.username", user,
                "datasources.default.password", password,
                "messaging.migrations.username", owner,
                "messaging.migrations.password", password);
    }

    private static synchronized LocalPostgres server() {
        if (ofThisJvm == null) {
            TestFolders.sweep();
            Path folder = TestFolders.create("postgres");
            LocalPostgres server = LocalPostgres.in(folder, TestFolders.postgresPrograms());
            AtExit.run(() -> {
                server.stop();
                Folders.delete(folder);
            });
            ofThisJvm = server.start(Ports.anyFree());
        }
        return ofThisJvm;
    }
}
