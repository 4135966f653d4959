package dev.warren.local;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Docker on this machine. */
public final class Docker {
    private Docker() {}

    /** Whether there is anything that could answer as Docker's engine; asks nobody. */
    static boolean maybeThere() {
        String home = System.getProperty("user.home");
        String runtime = System.getenv().getOrDefault("XDG_RUNTIME_DIR", "/run/user");
        return System.getenv("DOCKER_HOST") != null
                || Stream.of(
                                Path.of("/var/run/docker.sock"),
                                Path.of(runtime, "docker.sock"),
                                Path.of(home, ".docker/run/docker.sock"),
                                Path.of(home, ".docker/desktop/docker.sock"),
                                Path.of(home, ".testcontainers.properties"))
                        .anyMatch(Files::exists);
    }
}
