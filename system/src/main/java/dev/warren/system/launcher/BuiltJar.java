package dev.warren.system.launcher;

import dev.warren.local.LocalException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What Maven built of a module: a thin jar beside {@code lib/}. It runs from a copy, because a JVM whose jar is overwritten
 * by the next build fails in strange ways.
 *
 * @param project the folder of the module
 * @param copies where copies go, each module's into a folder of its own
 */
public record BuiltJar(Path project, Path copies, String module) {

    /**
     * Brings the copy up to date and returns its jar.
     *
     * @throws LocalException {@code NOT_BUILT} when Maven has not built the module
     */
    public Path copied() {
        Path target = project.resolve(module).resolve("target");
        Path built = target.resolve(module + "-0.1.0-SNAPSHOT.jar");
        if (!Files.exists(built)) {
            throw new LocalException("NOT_BUILT", built + " is not there: build it with mvn package -DskipTests.");
        }
        Path copy = copies.resolve(module);
        Path jar = copy.resolve(module + ".jar");
        try {
            Files.createDirectories(copy.resolve("lib"));
            copyIfChanged(built, jar);
            copyAll(target.resolve("lib"), copy.resolve("lib"));
            return jar;
        } catch (IOException e) {
            throw new UncheckedIOException(built + " could not be copied to " + copy, e);
        }
    }

    private static void copyAll(Path from, Path to) throws IOException {
        Set<String> wanted = names(from);
        for (String name : wanted) {
            copyIfChanged(from.resolve(name), to.resolve(name));
        }
        for (String name : names(to)) {
            if (!wanted.contains(name)) {
                Files.delete(to.resolve(name));
            }
        }
    }

    private static void copyIfChanged(Path from, Path to) throws IOException {
        boolean same = Files.exists(to)
                && Files.size(from) == Files.size(to)
                && Files.getLastModifiedTime(from).equals(Files.getLastModifiedTime(to));
        if (!same) {
            Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
        }
    }

    private static Set<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).collect(Collectors.toSet());
        }
    }
}
