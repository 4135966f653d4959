package dev.warren.local;

import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** PostgreSQL's programs for this machine, unpacked from the class path. */
record PostgresBinaries(Path folder) {

    /**
     * Unpacks them below the given folder unless that was done before. Several JVMs may do so at once. Takes two seconds the
     * first time.
     *
     * @throws LocalException {@code DATABASE_PLATFORM} when there are no programs for this kind of machine
     */
    static PostgresBinaries unpackedIn(Path parent) {
        byte[] archive = archive();
        Path folder = parent.resolve("postgresql-" + digest(archive));
        if (!Files.isDirectory(folder)) {
            try {
                unpack(archive, folder);
            } catch (IOException e) {
                throw new UncheckedIOException("PostgreSQL could not be unpacked into " + folder, e);
            }
        }
        return new PostgresBinaries(folder);
    }

    /** The major version, such as 18. */
    String major() {
        return run("postgres", "--version").lines().getFirst().replaceFirst(".*\\) (\\d+).*", "$1");
    }

    /** Runs one of them to its end, never as root. */
    Command.Outcome run(String program, String... arguments) {
        List<String> words = new ArrayList<>(OrdinaryUser.WORDS);
        words.add(folder.resolve("bin").resolve(program).toString());
        words.addAll(List.of(arguments));
        return new Command(words, Map.of("LC_ALL", "C")).run();
    }

    private static byte[] archive() {
        String system = System.getProperty("os.name").startsWith("Mac") ? "Darwin" : "Linux";
        String machine = System.getProperty("os.arch");
        try (InputStream found = DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(system, machine)) {
            return found.readAllBytes();
        } catch (IOException | IllegalStateException e) {
            throw new LocalException(
                    "DATABASE_PLATFORM",
                    "no PostgreSQL programs for " + system + " on " + machine
                            + " (Linux and macOS on x86-64 and arm64 have "
                            + "them). Name running databases with WARREN_JDBC_URL_ORDERS, _USERS, _PAYMENTS, _NOTIFICATIONS.",
                    e);
        }
    }

    /** Into a folder beside it first: a crash or a second JVM never leaves half of it under the final name. */
    private static void unpack(byte[] archive, Path folder) throws IOException {
        Files.createDirectories(folder.getParent());
        Path partial = Files.createTempDirectory(folder.getParent(), "unpacking-");
        try (TarArchiveInputStream tar =
                new TarArchiveInputStream(new XZInputStream(new ByteArrayInputStream(archive)))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                write(entry, tar, partial);
            }
        }
        Files.setPosixFilePermissions(partial, PosixFilePermissions.fromString("rwxr-xr-x"));
        try {
            Files.move(partial, folder, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            Folders.delete(partial);
            if (!Files.isDirectory(folder)) {
                throw e;
            }
        }
    }

    private static void write(TarArchiveEntry entry, InputStream content, Path into) throws IOException {
        Path target = into.resolve(entry.getName()).normalize();
        if (entry.isDirectory()) {
            Files.createDirectories(target);
            return;
        }
        Files.createDirectories(target.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
        } else {
            Files.copy(content, target);
            boolean executable = (entry.getMode() & 0100) != 0;
            Files.setPosixFilePermissions(
                    target, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
        }
    }

    private static String digest(byte[] archive) {
        try {
            byte[] sha256 = MessageDigest.getInstance("SHA-256").digest(archive);
            return HexFormat.of().formatHex(sha256, 0, 6);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
