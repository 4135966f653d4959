package dev.warren.system.monitoring;

import dev.warren.local.Command;
import dev.warren.local.Command.Outcome;
import dev.warren.local.LocalException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Prometheus' own tool, which knows what is right in its files. */
final class Promtool {

    private Promtool() {}

    /** Blocks until it ends. */
    static Outcome run(String... arguments) {
        return run(Command.of("promtool", arguments));
    }

    /** Whether what a service tells is as it should be; it says nothing about what is. */
    static Outcome checkMetrics(Path scraped) {
        return run(Command.of("sh", "-c", "promtool check metrics < '" + scraped + "'"));
    }

    private static Outcome run(Command command) {
        if (Stream.of(System.getenv("PATH").split(":"))
                .noneMatch(folder -> Files.isExecutable(Path.of(folder, "promtool")))) {
            throw new LocalException(
                    "NO_PROMTOOL",
                    "metrics and alerts are checked by promtool, and there is none on the PATH: apt-get install prometheus, or"
                            + " take promtool alone out of that package as .ci/run does");
        }
        return command.run();
    }
}
