package dev.warren.system.rig;

import dev.warren.local.DatabaseRole;
import dev.warren.local.Folders;
import dev.warren.local.LocalException;
import dev.warren.local.LocalPostgres;
import dev.warren.local.Ports;
import dev.warren.local.Secrets;
import dev.warren.messaging.Participant;
import dev.warren.system.topology.SystemTopology;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;

/** The rig's PostgreSQL, with one database, its owner and its user for each service. Data survive every end of it. Thread-safe. */
public final class Database implements AutoCloseable {
    private final LocalPostgres postgres;
    private final String password = Secrets.newPassword();
    private final int port = Ports.anyFree();
    private final AtomicInteger ends = new AtomicInteger();

    /** Ends the server that an earlier rig may have left in the folder, and empties it. */
    Database(Path folder, Path programs) {
        LocalPostgres.in(folder, programs).stop();
        Folders.delete(folder);
        postgres = LocalPostgres.in(folder, programs);
    }

    /** Blocks until it accepts connections; recovers first when it was not stopped gracefully. */
    public void start() {
        boolean isFirst = postgres.port() == 0;
        postgres.start(port);
        if (isFirst) {
            for (Participant participant : SystemTopology.PARTICIPANTS) {
                String name = nameFor(participant.name());
                postgres.createDatabase(name, role(ownerOf(name)), role(name));
            }
        }
    }

    private DatabaseRole role(String name) {
        return new DatabaseRole(name, password);
    }

    /** The role that makes the tables of a database. */
    static String ownerOf(String database) {
        return database + "_owner";
    }

    /** The name of a service's database, and of the role that reads and writes its tables. */
    public static String nameFor(String service) {
        return SystemTopology.PARTICIPANTS.stream()
                .filter(participant -> participant.name().equals(service))
                .map(participant -> participant.noun() + "s")
                .findFirst()
                .orElseThrow(() -> new LocalException("NO_SUCH_SERVICE", "there is no service " + service));
    }

    /** A connection of the superuser to a service's database, past every proxy, for the caller to close. */
    public Connection connect(String service) throws SQLException {
        return postgres.connectAsSuperuser(nameFor(service));
    }

    /** The password of every role. */
    String password() {
        return password;
    }

    /** Blocks until it has stopped; open transactions are rolled back. */
    public void stop() {
        ends.incrementAndGet();
        postgres.stop();
    }

    /** Stops it without writing anything more. */
    public void stopImmediately() {
        ends.incrementAndGet();
        postgres.stopImmediately();
    }

    /** Ends all its processes as a crash would. */
    public void kill() {
        ends.incrementAndGet();
        postgres.kill();
    }

    /** How often it was ended in one of these ways. */
    int ends() {
        return ends.get();
    }

    public boolean isRunning() {
        return postgres.isRunning();
    }

    /** @throws LocalException {@code NOT_RUNNING} */
    public long pid() {
        return postgres.process()
                .orElseThrow(() -> new LocalException("NOT_RUNNING", "the database of the rig does not run; start it"))
                .pid();
    }

    /** Where it listens, past every proxy. */
    public int port() {
        return port;
    }

    public Path log() {
        return postgres.log();
    }

    @Override
    public void close() {
        postgres.close();
    }
}
