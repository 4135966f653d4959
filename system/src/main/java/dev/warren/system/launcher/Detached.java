package dev.warren.system.launcher;

import dev.warren.local.LocalException;
import dev.warren.local.PrivateFile;
import dev.warren.local.RunningProcess;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Java processes that outlive this one and its terminal. */
final class Detached {
    private Detached() {}

    /**
     * Starts and returns at once. The process is in a session of its own where there is {@code setsid}, and deaf to SIGHUP
     * otherwise, so neither a closed terminal nor Ctrl-C there reaches it.
     *
     * @param log receives all output, after what is there already
     * @throws LocalException {@code PROCESS_NOT_STARTED}
     */
    static RunningProcess start(List<String> javaArguments, Map<String, String> environment, Path log) {
        List<String> command = new ArrayList<>();
        command.add(Files.isExecutable(Path.of("/usr/bin/setsid")) ? "setsid" : "nohup");
        command.add(Path.of(System.getProperty("java.home"), "bin/java").toString());
        command.addAll(javaArguments);
        PrivateFile.createFolders(log.getParent());
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectInput(new File("/dev/null"))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        // A service knows its own user and database; the administrator's and the others' credentials are not for it.
        builder.environment()
                .keySet()
                .removeIf(name -> name.startsWith("WARREN_AMQP_") || name.startsWith("WARREN_JDBC_"));
        builder.environment().putAll(environment);
        try {
            long pid = builder.start().pid();
            return RunningProcess.of(pid)
                    .orElseThrow(() -> new LocalException("PROCESS_NOT_STARTED", "it ended at once; see " + log));
        } catch (IOException e) {
            throw new LocalException(
                    "PROCESS_NOT_STARTED", command.getFirst() + " could not be run: " + e.getMessage(), e);
        }
    }

    /** The last lines of a log, indented, for an error message. */
    static String logTail(Path log) {
        try {
            List<String> lines = Files.exists(log) ? Files.readAllLines(log) : List.of();
            return "\n  " + String.join("\n  ", lines.subList(Math.max(0, lines.size() - 15), lines.size()));
        } catch (IOException e) {
            return " (cannot be read: " + e.getMessage() + ")";
        }
    }
}
