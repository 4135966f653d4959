package dev.warren.local;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A short-lived program of the machine, run to its end. Immutable.
 *
 * @param environment what is added to this process's own
 */
public record Command(List<String> words, Map<String, String> environment) {

    public static Command of(String program, String... arguments) {
        return new Command(
                Stream.concat(Stream.of(program), Stream.of(arguments)).toList(), Map.of());
    }

    /** What the program said (both streams) and how it ended. */
    public record Outcome(int exitCode, List<String> lines) {
        public boolean succeeded() {
            return exitCode == 0;
        }

        /** The last 15 lines. */
        public String tail() {
            return String.join("\n", lines.subList(Math.max(0, lines.size() - 15), lines.size()));
        }
    }

    /** Blocks until the program ends. */
    public Outcome run() {
        return run(line -> {});
    }

    /**
     * Blocks until the program ends and hands on every line as it comes.
     *
     * @throws LocalException {@code COMMAND_FAILED} when it cannot be started
     */
    public Outcome run(Consumer<String> progress) {
        ProcessBuilder builder = new ProcessBuilder(words).redirectErrorStream(true);
        builder.environment().putAll(environment);
        List<String> lines = new ArrayList<>();
        try {
            Process process = builder.start();
            process.getOutputStream().close();
            try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
                for (String line = output.readLine(); line != null; line = output.readLine()) {
                    lines.add(line);
                    progress.accept(line);
                }
            }
            return new Outcome(process.waitFor(), lines);
        } catch (IOException e) {
            throw new LocalException("COMMAND_FAILED", words.getFirst() + " could not be run: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LocalException("INTERRUPTED", "interrupted while " + words.getFirst() + " was running", e);
        }
    }
}
