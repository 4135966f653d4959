package dev.warren.local;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Installs Debian's {@code rabbitmq-server} as a set of files only: no service of it runs or is enabled afterwards. */
final class DebianPackage {
    private static final Path APT_GET = Path.of("/usr/bin/apt-get");
    private static final List<String> ERLANG_UNITS = List.of("epmd.service", "epmd.socket");

    private DebianPackage() {}

    static void install(Consumer<String> progress) {
        if (!Files.isExecutable(APT_GET)) {
            throw new RabbitNotInstalled("No rabbitmq-server was found and this machine has no apt-get to install it.");
        }
        if (!"root".equals(System.getProperty("user.name"))) {
            throw new RabbitNotInstalled(
                    "No rabbitmq-server was found and only root may install packages, but this is user "
                            + System.getProperty("user.name") + ".");
        }
        boolean erlangWasThere = Files.exists(Path.of("/usr/bin/erl"));
        Set<Long> before = portMappers();
        ForbiddenServiceStarts forbidden = ForbiddenServiceStarts.forNow();
        try {
            Command.Outcome outcome = aptInstall(progress);
            if (!outcome.succeeded()) {
                progress.accept("refreshing the package lists");
                aptGet(List.of("update"), progress);
                outcome = aptInstall(progress);
            }
            if (!outcome.succeeded()) {
                throw new RabbitNotInstalled("apt-get install rabbitmq-server ended with " + outcome.exitCode() + ":\n"
                        + outcome.tail() + "\n");
            }
        } finally {
            forbidden.restore();
            disable(List.of("rabbitmq-server.service"));
            if (!erlangWasThere) {
                disable(ERLANG_UNITS);
            }
            portMappers().stream()
                    .filter(pid -> !before.contains(pid))
                    .forEach(pid -> ProcessHandle.of(pid).ifPresent(ProcessHandle::destroy));
        }
    }

    private static Command.Outcome aptInstall(Consumer<String> progress) {
        return aptGet(List.of("install", "-y", "--no-install-recommends", "rabbitmq-server"), progress);
    }

    private static Command.Outcome aptGet(List<String> words, Consumer<String> progress) {
        List<String> command = new ArrayList<>(
                List.of(APT_GET.toString(), "-q", "-o", "Dpkg::Use-Pty=0", "-o", "DPkg::Lock::Timeout=120"));
        command.addAll(words);
        return new Command(command, Map.of("DEBIAN_FRONTEND", "noninteractive", "LC_ALL", "C")).run(progress);
    }

    /** The package enables its units even where no systemd runs yet, so that they would come up at the next boot. */
    private static void disable(List<String> units) {
        if (Files.isExecutable(Path.of("/usr/bin/systemctl"))) {
            List<String> command = new ArrayList<>(List.of("/usr/bin/systemctl", "disable"));
            if (Files.isDirectory(Path.of("/run/systemd/system"))) {
                command.add("--now");
            }
            command.addAll(units);
            new Command(command, Map.of()).run();
        }
    }

    /** Erlang's port mappers (epmd) that run now. */
    private static Set<Long> portMappers() {
        return ProcessHandle.allProcesses()
                .filter(process -> process.info().command().orElse("").endsWith("/epmd"))
                .map(ProcessHandle::pid)
                .collect(Collectors.toSet());
    }
}
