package dev.warren.system.launcher;

import dev.warren.local.LocalException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The logs of several instances, read as one in the order of time; at the same moment the instances come by their labels. For one thread. */
final class Logs implements AutoCloseable {

    private static final String SUFFIX = ".log";

    private final List<LogFile> files;

    private Logs(List<LogFile> files) {
        this.files = files;
    }

    /**
     * The logs in a folder.
     *
     * @param whose a service, for all of its instances, or the label of one instance; null for every service
     * @throws LocalException {@code NO_SUCH_SERVICE}, {@code NO_LOGS}
     */
    static Logs in(Path folder, String whose) {
        if (whose != null && Instance.of(whose).isEmpty()) {
            throw new LocalException(
                    "NO_SUCH_SERVICE",
                    "%s is none of %s, nor an instance such as payment-service-2"
                            .formatted(
                                    whose,
                                    Service.ALL.stream().map(Service::label).toList()));
        }
        var files = labels(folder).stream()
                .filter(label -> whose == null
                        || label.equals(whose)
                        || Instance.of(label).orElseThrow().service().label().equals(whose))
                .map(label -> new LogFile(folder.resolve(label + SUFFIX), label))
                .toList();
        if (files.isEmpty()) {
            throw new LocalException(
                    "NO_LOGS",
                    "%s has no log of %s. Start it: ./warren up"
                            .formatted(folder, whose == null ? "any service" : whose));
        }
        return new Logs(files);
    }

    private static List<String> labels(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(SUFFIX))
                    .map(name -> name.substring(0, name.length() - SUFFIX.length()))
                    .filter(label -> Instance.of(label).isPresent())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new LocalException("LOG_UNREADABLE", folder + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** The earliest line that nobody has taken; empty when there is none for now. */
    Optional<LogLine> next() {
        LogFile earliest = null;
        for (LogFile file : files) {
            if (file.peek() != null
                    && (earliest == null
                            || file.peek().at().isBefore(earliest.peek().at()))) {
                earliest = file;
            }
        }
        return Optional.ofNullable(earliest).map(LogFile::take);
    }

    /** Whether there is a line to take. */
    boolean hasNext() {
        return files.stream().anyMatch(file -> file.peek() != null);
    }

    @Override
    public void close() {
        files.forEach(LogFile::close);
    }
}
