package dev.warren.local;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;

/**
 * What has to be remembered of a private node between starts, kept in {@code node.json} in its folder. The name never changes:
 * the broker keeps its data under it. {@code process} is null while the node is stopped.
 */
record RabbitNodeState(
        String name,
        String vhost,
        String user,
        String password,
        int amqpPort,
        int managementPort,
        int distributionPort,
        int portMapperPort,
        RunningProcess process) {
    private static final ObjectMapper JSON = new ObjectMapper();

    static RabbitNodeState fresh(String vhost) {
        String suffix = UUID.randomUUID().toString().substring(0, 8);
        return new RabbitNodeState(
                "warren-" + suffix + "@localhost", vhost, "warren-admin", Secrets.newPassword(), 0, 0, 0, 0, null);
    }

    static Optional<RabbitNodeState> read(Path folder) {
        Path file = file(folder);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(JSON.readValue(file.toFile(), RabbitNodeState.class));
        } catch (IOException e) {
            throw new LocalException("BROKER_STATE", file + " cannot be read: " + e.getMessage(), e);
        }
    }

    void write(Path folder) {
        try {
            PrivateFile.write(
                    file(folder), JSON.writerWithDefaultPrettyPrinter().writeValueAsString(this));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    RabbitNodeState onPorts(int amqp, int management, int distribution, int portMapper) {
        return new RabbitNodeState(name, vhost, user, password, amqp, management, distribution, portMapper, null);
    }

    RabbitNodeState running(RunningProcess newProcess) {
        return new RabbitNodeState(
                name, vhost, user, password, amqpPort, managementPort, distributionPort, portMapperPort, newProcess);
    }

    private static Path file(Path folder) {
        return folder.resolve("node.json");
    }
}
