package dev.warren.local;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The files and the environment of a private node, all inside its folder. */
record RabbitNodeFiles(Path folder) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int SHOWN = 12;

    Path log() {
        return folder.resolve("logs/broker.log");
    }

    Path pid() {
        return folder.resolve("broker.pid");
    }

    Path startOutput() {
        return folder.resolve("logs/start.log");
    }

    void write(RabbitNodeState state) {
        PrivateFile.createFolders(folder.resolve("logs"));
        PrivateFile.createFolders(folder.resolve("conf.d"));
        PrivateFile.write(folder.resolve("rabbitmq.conf"), configuration(state));
        PrivateFile.write(folder.resolve("enabled_plugins"), "[rabbitmq_management].\n");
        PrivateFile.write(folder.resolve("definitions.json"), definitions(state));
        PrivateFile.write(folder.resolve("rabbitmq-env.conf"), "");
        try {
            Files.deleteIfExists(pid());
            if (Files.exists(log())) {
                Files.move(log(), folder.resolve("logs/broker.previous.log"), StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String configuration(RabbitNodeState state) {
        return """
                listeners.tcp.1 = 127.0.0.1:%d
                management.tcp.ip = 127.0.0.1
                management.tcp.port = %d
                load_definitions = %s
                log.file.level = info
                # Laptops and build machines: say stop early enough, but not before a load test has begun.
                vm_memory_high_watermark.absolute = 2GB
                disk_free_limit.absolute = 200MB
                # 512 MB, the default, is what a quorum queue's log may keep in memory before it is written out.
                raft.wal_max_size_bytes = 134217728
                """.formatted(state.amqpPort(), state.managementPort(), folder.resolve("definitions.json"));
    }

    /** A blank node that loads definitions makes neither a default user nor a default vhost: there is only this user. */
    private static String definitions(RabbitNodeState state) {
        var user = Map.of(
                "name",
                state.user(),
                "password_hash",
                Secrets.rabbitHash(state.password()),
                "hashing_algorithm",
                Secrets.RABBIT_HASHING_ALGORITHM,
                "tags",
                "administrator");
        var rights =
                Map.of("user", state.user(), "vhost", state.vhost(), "configure", ".*", "write", ".*", "read", ".*");
        try {
            return JSON.writeValueAsString(Map.of(
                    "users", List.of(user),
                    "vhosts", List.of(Map.of("name", state.vhost())),
                    "permissions", List.of(rights)));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Nothing of a system-wide installation's settings gets in, and every listener stays on the loopback address. */
    Map<String, String> environment(RabbitNodeState state) {
        Map<String, String> environment = new HashMap<>();
        environment.put("HOME", folder.toString());
        environment.put("PATH", System.getenv("PATH") + ":/usr/bin:/usr/local/bin:/opt/homebrew/bin");
        environment.put("RABBITMQ_NODENAME", state.name());
        environment.put(
                "RABBITMQ_CONF_ENV_FILE", folder.resolve("rabbitmq-env.conf").toString());
        environment.put("RABBITMQ_CONFIG_FILE", folder.resolve("rabbitmq.conf").toString());
        environment.put("RABBITMQ_CONFIG_FILES", folder.resolve("conf.d").toString());
        environment.put(
                "RABBITMQ_ADVANCED_CONFIG_FILE",
                folder.resolve("advanced.config").toString());
        environment.put(
                "RABBITMQ_ENABLED_PLUGINS_FILE",
                folder.resolve("enabled_plugins").toString());
        environment.put("RABBITMQ_MNESIA_BASE", folder.resolve("data").toString());
        environment.put("RABBITMQ_LOG_BASE", folder.resolve("logs").toString());
        environment.put("RABBITMQ_LOGS", log().toString());
        environment.put("RABBITMQ_PID_FILE", pid().toString());
        environment.put("RABBITMQ_DIST_PORT", Integer.toString(state.distributionPort()));
        environment.put("RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS", "-kernel inet_dist_use_interface {127,0,0,1}");
        environment.put("ERL_EPMD_PORT", Integer.toString(state.portMapperPort()));
        environment.put("ERL_EPMD_ADDRESS", "127.0.0.1");
        return environment;
    }

    /** What matters of the last start: the broker's first errors if it named any, otherwise its last lines. */
    String whatWentWrong() {
        List<String> lines = lines(log());
        List<String> errors = lines.stream()
                .filter(line -> line.contains("[error]"))
                .limit(SHOWN)
                .toList();
        List<String> last = lines.subList(Math.max(0, lines.size() - SHOWN), lines.size());
        return Stream.concat(lines(startOutput()).stream(), (errors.isEmpty() ? last : errors).stream())
                .map(line -> "\n  " + line)
                .collect(Collectors.joining());
    }

    private static List<String> lines(Path file) {
        try {
            return Files.exists(file) ? Files.readAllLines(file) : List.of();
        } catch (IOException e) {
            return List.of("(" + file + " cannot be read: " + e.getMessage() + ")");
        }
    }
}
