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

    /** Makes one; the first call in a JVM starts the server, some two seconds. Thread-safe. */
    public static TestDatabase fresh() {
        LocalPostgres server = Server.RUNNING;
        String name = "test_" + NEXT.incrementAndGet();
        String password = Secrets.newPassword();
        server.createDatabase(name, name, password);
        return new TestDatabase(name, server.jdbcUrl(name), name, password);
    }

    /** Started by the first use of the class, which the JVM makes sure happens once. */
    private static final class Server {
        static final LocalPostgres RUNNING = start();

        private static LocalPostgres start() {
            TestFolders.sweep();
            Path folder = TestFolders.create("postgres");
            LocalPostgres server = LocalPostgres.in(folder, TestFolders.postgresPrograms());
            AtExit.run(() -> {
                server.stop();
                Folders.delete(folder);
            });
            return server.start(Ports.anyFree());
        }
    }
}
