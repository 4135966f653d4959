package dev.warren.system.launcher;

import dev.warren.local.Command;
import dev.warren.local.LocalException;
import dev.warren.local.PrivateFile;
import java.util.List;
import java.util.function.Consumer;

/** A broker of ours as a Docker container. Its data is in a volume of the same name. */
final class ContainerBroker {
    static final String USER = "warren-admin";

    private static final String IMAGE = "rabbitmq:4-management";

    private final Home home;
    private final String name;

    ContainerBroker(Home home) {
        this.home = home;
        this.name = "warren-rabbitmq-"
                + Integer.toHexString(home.project().toString().hashCode());
    }

    /** Whether Docker's engine answers and has the image or can pull it. */
    boolean canStart(Consumer<String> progress) {
        if (!docker("version", "--format", "{{.Server.Version}}")) {
            return false;
        }
        if (docker("image", "inspect", IMAGE)) {
            return true;
        }
        progress.accept("docker pull " + IMAGE);
        return docker("pull", "-q", IMAGE);
    }

    /** Starts the container and returns once Docker has it; the broker in it needs some more seconds. */
    void start(String password) {
        var variables = home.secrets().resolve("container.env");
        PrivateFile.write(variables, "RABBITMQ_DEFAULT_USER=" + USER + "\nRABBITMQ_DEFAULT_PASS=" + password + "\n");
        docker("rm", "-f", name);
        Command.Outcome outcome = run(
                "run",
                "-d",
                "--name",
                name,
                "--hostname",
                "warren",
                "-p",
                "127.0.0.1:5672:5672",
                "-p",
                "127.0.0.1:15672:15672",
                "-v",
                name + ":/var/lib/rabbitmq",
                "--env-file",
                variables.toString(),
                IMAGE);
        if (!outcome.succeeded()) {
            throw new LocalException("BROKER_NOT_STARTED", "docker run " + IMAGE + " failed: " + outcome.tail());
        }
    }

    boolean isRunning() {
        try {
            return run("inspect", "-f", "{{.State.Running}}", name).lines().equals(List.of("true"));
        } catch (LocalException e) {
            return false;
        }
    }

    /** Stops and removes the container; its data stays. */
    void stop() {
        docker("stop", "-t", "30", name);
        docker("rm", "-f", name);
    }

    void deleteData() {
        docker("rm", "-f", name);
        docker("volume", "rm", "-f", name);
    }

    /** The end of what the broker in it wrote. */
    String log() {
        return run("logs", "--tail", "15", name).tail();
    }

    private static boolean docker(String... arguments) {
        try {
            return run(arguments).succeeded();
        } catch (LocalException e) {
            return false;
        }
    }

    private static Command.Outcome run(String... arguments) {
        return Command.of("docker", arguments).run();
    }
}
