package dev.warren.system.launcher;

import dev.warren.local.LocalException;
import dev.warren.local.RabbitAdmin;
import dev.warren.system.topology.SystemTopology;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Writes the broker's definitions, or imports them into a broker that {@code up} does not manage. */
@Command(
        name = "topology",
        description =
                "Write the broker's definitions to a file, or import them into a broker, with the services' passwords.")
public final class TopologyCommand implements Callable<Integer> {

    @Option(names = "--write", paramLabel = "FILE", description = "Write the definitions, without passwords.")
    private Path file;

    @Option(
            names = "--import",
            paramLabel = "URL",
            description =
                    "Import into the broker with this management API; its login is WARREN_AMQP_ADMIN_USER and WARREN_AMQP_ADMIN_PASSWORD.")
    private URI management;

    @Option(
            names = "--passwords",
            paramLabel = "FOLDER",
            description = "Where <service>/RABBITMQ_PASSWORD holds the password of each service.")
    private Path passwords;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        if (file != null) {
            Files.writeString(file, SystemTopology.definitions(SystemTopology.VHOST));
        }
        if (management != null) {
            if (passwords == null) {
                throw new LocalException("BAD_OPTION", "--import needs --passwords FOLDER");
            }
            var admin = new RabbitAdmin(
                    management, required("WARREN_AMQP_ADMIN_USER"), required("WARREN_AMQP_ADMIN_PASSWORD"));
            admin.createVhost(SystemTopology.VHOST);
            admin.importDefinitions(
                    Definitions.withPasswords(SystemTopology.definitions(SystemTopology.VHOST), this::password));
            spec.commandLine().getOut().println("imported into " + management);
        }
        if (file == null && management == null) {
            throw new LocalException("BAD_OPTION", "say --write FILE or --import URL");
        }
        return 0;
    }

    private String password(String user) {
        Path secret = passwords.resolve(user).resolve("RABBITMQ_PASSWORD");
        try {
            return Files.readString(secret).strip();
        } catch (IOException e) {
            throw new LocalException(
                    "PASSWORD_MISSING", "no password for broker user " + user + ": " + secret + " cannot be read", e);
        }
    }

    private static String required(String variable) {
        String value = System.getenv(variable);
        if (value == null) {
            throw new LocalException("ADMIN_MISSING", "--import needs the environment variable " + variable);
        }
        return value;
    }
}
