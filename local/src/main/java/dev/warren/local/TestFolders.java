package dev.warren.local;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Temporary folders of test JVMs. What a JVM that was killed has left behind is stopped and deleted by the next one. */
final class TestFolders {
    private static final Logger LOG = LoggerFactory.getLogger(TestFolders.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path PARENT =
            Path.of(System.getProperty("java.io.tmpdir"), "warren-tests-" + System.getProperty("user.name"));
    /** The dot makes it the last file to be deleted: what a killed JVM has deleted by half is still known as abandoned. */
    private static final String OWNER = ".owner.json";

    private TestFolders() {}

    /** PostgreSQL's programs are unpacked once for all test JVMs of this user. */
    static Path postgresPrograms() {
        return PARENT.resolve("programs");
    }

    /** A new empty folder that belongs to this JVM. */
    static Path create(String purpose) {
        try {
            Files.createDirectories(PARENT);
            Path folder = Files.createTempDirectory(PARENT, purpose + "-");
            RunningProcess us = RunningProcess.of(ProcessHandle.current().pid()).orElseThrow();
            PrivateFile.write(folder.resolve(OWNER), JSON.writeValueAsString(us));
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Cleans up after JVMs that are gone. */
    static synchronized void sweep() {
        if (!Files.isDirectory(PARENT)) {
            return;
        }
        try (Stream<Path> folders = Files.list(PARENT)) {
            List<Path> abandoned = folders.filter(TestFolders::isAbandoned).toList();
            abandoned.forEach(TestFolders::cleanUp);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void cleanUp(Path folder) {
        try {
            RabbitNode.attach(folder).ifPresent(RabbitNode::kill);
            LocalPostgres.in(folder, postgresPrograms()).stop();
            Folders.delete(folder);
        } catch (UncheckedIOException e) {
            LOG.debug("another JVM is cleaning up {} as well", folder, e);
        }
    }

    private static boolean isAbandoned(Path folder) {
        Path owner = folder.resolve(OWNER);
        try {
            return Files.exists(owner)
                    && !JSON.readValue(owner.toFile(), RunningProcess.class).isAlive();
        } catch (IOException e) {
            return false;
        }
    }
}
