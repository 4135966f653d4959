package dev.warren.local;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The broker's scripts as installed on this machine. Immutable.
 *
 * @param scripts the folder that holds {@code rabbitmq-server}, {@code rabbitmqctl} and {@code rabbitmq-plugins}
 */
public record RabbitInstallation(Path scripts) {
    /** Debian's /usr/sbin holds wrappers that insist on root or its own user; the scripts themselves are here. */
    private static final Path DEBIAN = Path.of("/usr/lib/rabbitmq/bin");

    private static final Path DEBIAN_WRAPPERS = Path.of("/usr/sbin");

    /** Looks on the PATH, in Debian's folder and in Homebrew's. Starts nothing. */
    public static Optional<RabbitInstallation> find() {
        Stream<Path> onPath = Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .filter(folder -> !folder.isBlank())
                .map(Path::of);
        Stream<Path> known = Stream.of(
                        "/usr/sbin",
                        "/usr/lib/rabbitmq/bin",
                        "/usr/local/sbin",
                        "/opt/homebrew/sbin",
                        "/opt/homebrew/opt/rabbitmq/sbin",
                        "/usr/local/opt/rabbitmq/sbin",
                        "/opt/rabbitmq/sbin")
                .map(Path::of);
        return Stream.concat(onPath, known)
                .map(folder -> folder.equals(DEBIAN_WRAPPERS) ? DEBIAN : folder)
                .filter(folder -> Files.isExecutable(folder.resolve("rabbitmq-server")))
                .findFirst()
                .map(RabbitInstallation::new);
    }

    /**
     * Finds the installation, or installs Debian's package when this process is root and apt-get is there. Leaves no
     * service of the package running or enabled. Blocks until done, usually well under a minute; a crash on the way leaves a
     * package manager to be repaired as after any other interrupted installation.
     *
     * @param progress receives what the package manager says, line by line
     * @throws RabbitNotInstalled when it is not there and cannot be installed; says exactly what to do
     */
    public static RabbitInstallation findOrInstall(Consumer<String> progress) {
        return find().orElseGet(() -> {
            DebianPackage.install(progress);
            return find().orElseThrow(() -> new RabbitNotInstalled(
                    "apt-get installed rabbitmq-server, yet there is no " + DEBIAN.resolve("rabbitmq-server") + "."));
        });
    }

    Path server() {
        return scripts.resolve("rabbitmq-server");
    }

    Path control() {
        return scripts.resolve("rabbitmqctl");
    }
}
