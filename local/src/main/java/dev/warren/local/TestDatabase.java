package dev.warren.local;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A new and empty database on one real PostgreSQL per JVM, which is stopped and deleted when the JVM ends.
 *
 * @param jdbcUrl without credentials
 */
public record TestDatabase(String name, String jdbcUrl, String user, String password) {
    private static final AtomicInteger NEXT = new AtomicInteger();
    private static LocalPostgres ofThisJvm;

    /** Makes one; the first call in a JVM starts the server, some two seconds. Thread-safe. */
    public static TestDatabase fresh() {
        LocalPostgres server = server();
        String name = "test_" + NEXT.incrementAndGet();
        String password = Secrets.newPassword();
        server.createDatabase(name, name, password);
        return new TestDatabase(name, server.jdbcUrl(name), name, password);
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
