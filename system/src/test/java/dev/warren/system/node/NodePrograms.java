package dev.warren.system.node;

import dev.warren.local.Command;
import dev.warren.local.Command.Outcome;
import dev.warren.local.LocalException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.stream.Stream;

/** The programs in {@code src/test/node}, with the packages that their lock file names; installed once for as long as that stays. */
public final class NodePrograms {

    private static final Path SOURCES = Path.of("src/test/node");
    private static final Path FOLDER = Path.of("target/node").toAbsolutePath();
    private static final String LOCK = "package-lock.json";
    private static final Path INSTALLED = FOLDER.resolve("node_modules/.installed-" + LOCK);

    private NodePrograms() {}

    /** Blocks until the program ends, and half a minute more when its packages have to be fetched first. */
    public static synchronized Outcome run(String program, Object... arguments) throws IOException {
        install();
        String[] words = Stream.concat(Stream.of(FOLDER.resolve(program)), Stream.of(arguments))
                .map(Object::toString)
                .toArray(String[]::new);
        return Command.of("node", words).run();
    }

    /** A file of an installed package, such as {@code axe-core/axe.min.js}. */
    public static synchronized Path file(String name) throws IOException {
        install();
        return FOLDER.resolve("node_modules").resolve(name);
    }

    private static void install() throws IOException {
        Files.createDirectories(FOLDER);
        try (Stream<Path> sources = Files.list(SOURCES)) {
            for (Path source : sources.toList()) {
                Files.copy(source, FOLDER.resolve(source.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        Path lock = SOURCES.resolve(LOCK);
        if (Files.exists(INSTALLED) && Files.mismatch(lock, INSTALLED) < 0) {
            return;
        }
        Outcome outcome = npm();
        if (!outcome.succeeded()) {
            throw new LocalException(
                    "NPM_FAILED",
                    "npm ci in %s ended with %d:%n%s".formatted(FOLDER, outcome.exitCode(), outcome.tail()));
        }
        Files.copy(lock, INSTALLED, StandardCopyOption.REPLACE_EXISTING);
    }

    private static Outcome npm() {
        try {
            return Command.of("npm", "ci", "--prefix", FOLDER.toString(), "--ignore-scripts", "--no-audit", "--no-fund")
                    .run();
        } catch (LocalException e) {
            throw new LocalException(
                    "NO_NODE",
                    "the tests use programs for Node.js 18 or newer, and there is no npm on the PATH: apt-get install nodejs npm",
                    e);
        }
    }
}
