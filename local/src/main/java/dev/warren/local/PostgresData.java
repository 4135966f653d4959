package dev.warren.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** A database server's data and settings, below its folder. */
record PostgresData(Path folder) {
    static final String SUPERUSER = "postgres";

    Path path() {
        return folder.resolve("data");
    }

    /**
     * Makes the data unless it is there, and writes the settings for the next start.
     *
     * @throws OtherPostgresVersion when the data is of another major version
     */
    void prepare(PostgresBinaries binaries, String password, int port) {
        Path version = path().resolve("PG_VERSION");
        if (!Files.exists(version)) {
            initialize(binaries, password);
        } else if (!read(version).strip().equals(binaries.major())) {
            throw new OtherPostgresVersion(path(), read(version).strip(), binaries.major());
        }
        PrivateFile.write(folder.resolve("warren.conf"), settings(port));
    }

    private static String settings(int port) {
        return """
                listen_addresses = '127.0.0.1'
                port = %d
                unix_socket_directories = ''
                max_connections = 300
                fsync = on
                synchronous_commit = on
                full_page_writes = on
                shared_buffers = 128MB
                timezone = 'UTC'
                log_timezone = 'UTC'
                """.formatted(port);
    }

    private void initialize(PostgresBinaries binaries, String password) {
        Path passwordFile = folder.resolve("superuser-password");
        PrivateFile.write(passwordFile, password);
        // Into a folder beside it first: what a crash leaves half made is never mistaken for a database.
        Path next = folder.resolve("data.next");
        Folders.delete(next);
        Command.Outcome outcome = binaries.run(
                "initdb",
                "-D",
                next.toString(),
                "-U",
                SUPERUSER,
                "--pwfile=" + passwordFile,
                "-A",
                "scram-sha-256",
                "-E",
                "UTF8",
                "--locale=C");
        if (!outcome.succeeded()) {
            throw new LocalException(
                    "DATABASE_NOT_STARTED",
                    "PostgreSQL could not make its data folder " + next + ":\n" + outcome.tail() + OrdinaryUser.hint());
        }
        try {
            Files.delete(passwordFile);
            Files.writeString(
                    next.resolve("postgresql.conf"), "\ninclude '../warren.conf'\n", StandardOpenOption.APPEND);
            Files.move(next, path());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The server's process according to its own note. */
    Optional<RunningProcess> postmaster() {
        Path file = path().resolve("postmaster.pid");
        return Files.exists(file)
                ? RunningProcess.of(Long.parseLong(
                        read(file).lines().findFirst().orElseThrow().strip()))
                : Optional.empty();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
