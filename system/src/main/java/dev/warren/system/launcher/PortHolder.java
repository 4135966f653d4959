package dev.warren.system.launcher;

import dev.warren.local.LocalException;
import dev.warren.local.Ports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Who listens on a TCP port of this machine, as far as this user may know. */
record PortHolder(long pid, String command) {
    private static final String LISTENING = "0A";

    /**
     * Refuses a port that is taken.
     *
     * @param purpose what it is needed for
     * @throws LocalException {@code PORT_IN_USE} that names the port, its holder if known, and what next
     */
    static void requireFree(int port, String purpose) {
        if (!Ports.isFree(port)) {
            throw inUse(port, purpose, of(port));
        }
    }

    static LocalException inUse(int port, String purpose, Optional<PortHolder> holder) {
        String who = holder.map(h -> "is held by process " + h.pid() + " (" + h.command() + "): stop that process")
                .orElse("is held by a process that this user may not see: find it with 'sudo lsof -i :" + port
                        + "' and stop it");
        return new LocalException(
                "PORT_IN_USE", "port " + port + " for " + purpose + " " + who + ", then run ./warren up again.");
    }

    static Optional<PortHolder> of(int port) {
        Optional<Long> pid = Files.isDirectory(Path.of("/proc/net")) ? fromProc(port) : fromLsof(port);
        return pid.flatMap(ProcessHandle::of)
                .map(process -> new PortHolder(
                        process.pid(), shortened(process.info().commandLine().orElse("unknown"))));
    }

    private static Optional<Long> fromProc(int port) {
        return Stream.of("/proc/net/tcp", "/proc/net/tcp6")
                .flatMap(table -> lines(Path.of(table)))
                .map(line -> line.strip().split("\\s+"))
                .filter(fields -> fields.length > 9 && fields[3].equals(LISTENING))
                .filter(fields -> Integer.parseInt(fields[1].substring(fields[1].indexOf(':') + 1), 16) == port)
                .map(fields -> "socket:[" + fields[9] + "]")
                .flatMap(PortHolder::owners)
                .findFirst();
    }

    private static Stream<Long> owners(String socket) {
        return ProcessHandle.allProcesses().map(ProcessHandle::pid).filter(pid -> {
            try (Stream<Path> descriptors = Files.list(Path.of("/proc/" + pid + "/fd"))) {
                return descriptors.anyMatch(descriptor -> leadsTo(descriptor, socket));
            } catch (IOException e) {
                return false;
            }
        });
    }

    private static boolean leadsTo(Path descriptor, String socket) {
        try {
            return Files.readSymbolicLink(descriptor).toString().equals(socket);
        } catch (IOException e) {
            return false;
        }
    }

    private static Stream<String> lines(Path table) {
        try {
            return Files.readAllLines(table).stream().skip(1);
        } catch (IOException e) {
            return Stream.empty();
        }
    }

    private static Optional<Long> fromLsof(int port) {
        try {
            Process lsof = new ProcessBuilder("lsof", "-nP", "-t", "-iTCP:" + port, "-sTCP:LISTEN").start();
            Optional<Long> pid = lsof.inputReader().lines().findFirst().map(Long::valueOf);
            lsof.waitFor(5, TimeUnit.SECONDS);
            return pid;
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private static String shortened(String command) {
        return command.length() <= 80 ? command : command.substring(0, 79) + "…";
    }
}
