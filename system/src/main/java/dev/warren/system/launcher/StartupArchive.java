package dev.warren.system.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * A program's classes as a JVM has loaded them (a dynamic CDS archive, JEP 350): with it a start takes half the time. The first JVMs
 * after a build write one each when they end, and the last to end leaves its own; a JVM that finds it unfit starts without it.
 */
public final class StartupArchive {

    private final Path jar;
    private final Path archive;
    private final Path written;

    private StartupArchive(Path jar, Path archive) {
        this.jar = jar;
        this.archive = archive;
        this.written = archive.resolveSibling(archive.getFileName() + "." + UUID.randomUUID());
    }

    /**
     * For one process; all copies of what Maven built of the module share one archive.
     *
     * @param jar the copy that runs, beside its {@code lib/}
     */
    public static StartupArchive of(BuiltJar built, Path jar) {
        Path target = built.project().resolve(built.module()).resolve("target");
        return new StartupArchive(jar, target.resolve(built.module() + ".jsa"));
    }

    /** What the JVM needs to be told to use the archive, or else to write it. */
    public List<String> flags() {
        return isCurrent()
                ? List.of("-XX:SharedArchiveFile=" + archive, "-Xlog:disable", "-Xlog:all=error")
                : List.of("-XX:ArchiveClassesAtExit=" + written, "-Xlog:disable", "-Xlog:all=error");
    }

    /** Keeps what the JVM has written, if anything; to be called when it has ended. */
    public void keep() {
        try {
            if (Files.exists(written)) {
                Files.move(written, archive, StandardCopyOption.ATOMIC_MOVE);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(written + " could not be kept as " + archive, e);
        }
    }

    private boolean isCurrent() {
        try (Stream<Path> libraries = Files.list(jar.resolveSibling("lib"))) {
            if (!Files.exists(archive)) {
                return false;
            }
            FileTime made = Files.getLastModifiedTime(archive);
            return Stream.concat(Stream.of(jar), libraries)
                    .allMatch(file -> made.toMillis() > file.toFile().lastModified());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
