package dev.warren.system.launcher;

import java.nio.file.Path;

/**
 * Where things are on this machine: the project, and {@code .warren/} in it, which holds everything local.
 *
 * @param project the folder of the script {@code warren}
 */
public record Home(Path project) {

    /** As the script says with {@code -Dwarren.home}; the working folder otherwise. */
    public static Home here() {
        return new Home(
                Path.of(System.getProperty("warren.home", "")).toAbsolutePath().normalize());
    }

    public Path local() {
        return project.resolve(".warren");
    }

    Path broker() {
        return local().resolve("broker");
    }

    Path postgres() {
        return local().resolve("postgres");
    }

    /** What is unpacked and not written to: it outlives {@code --fresh}. */
    public Path programs() {
        return local().resolve("programs");
    }

    Path logs() {
        return local().resolve("logs");
    }

    Path secrets() {
        return local().resolve("secrets");
    }

    /** Copies of the built jars that run, so that a build may replace the originals at any time. */
    Path running() {
        return local().resolve("running");
    }

    Path log(String part) {
        return logs().resolve(part + ".log");
    }

    Path definitions() {
        return project.resolve("deploy/rabbitmq/definitions.json");
    }
}
