package dev.warren.system.rig;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.rabbitmq.client.ConnectionFactory;
import dev.warren.local.Folders;
import dev.warren.local.LocalException;
import dev.warren.local.PrivateFile;
import dev.warren.local.RabbitAdmin;
import dev.warren.local.RabbitInstallation;
import dev.warren.local.RabbitNode;
import dev.warren.local.Secrets;
import dev.warren.system.topology.SystemTopology;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The rig's broker node, with the system's definitions and passwords of its own. Data survive every end of it. Thread-safe. */
public final class Broker implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Broker.class);
    private static final ObjectMapper JSON = new ObjectMapper();

    /** How old the figures of the management API may be, with room for a broker that is slow to collect them. */
    public static final Duration FIGURES_AGE = Duration.ofSeconds(3);

    /**
     * Every figure takes three steps, five seconds each by the broker's own choice: quorum queues and streams tell, the node collects, the
     * management API samples.
     */
    private static final String FREQUENT_FIGURES = """
            [{rabbit,
              [{quorum_tick_interval, 500}, {stream_tick_interval, 500}, {collect_statistics_interval, 500}]},
             {rabbitmq_management,
              [{sample_retention_policies, [{global, [{60, 1}]}, {basic, [{60, 1}]}, {detailed, [{60, 1}]}]}]}].
            """;

    private static final String TTL = "message-ttl";
    private static final long LONGEST_WAIT_MILLIS = 3_000;

    private final Path folder;
    private final RabbitInstallation installation;
    private final RabbitNode node;
    private final Map<String, String> passwords = new HashMap<>();

    /** Ends the node that an earlier rig may have left in the folder, and empties it. */
    Broker(Path folder) {
        this.folder = folder;
        installation = RabbitInstallation.findOrInstall(log::info);
        RabbitNode.attach(folder).ifPresent(RabbitNode::kill);
        Folders.delete(folder);
        node = RabbitNode.in(folder, SystemTopology.VHOST);
        SystemTopology.PARTICIPANTS.forEach(participant -> passwords.put(participant.name(), Secrets.newPassword()));
    }

    /** Blocks until it accepts connections. The first start takes the definitions; later ones find them on disk. */
    public void start() {
        boolean isFirst = node.amqpPort() == 0;
        PrivateFile.createFolders(folder);
        PrivateFile.write(folder.resolve("advanced.config"), FREQUENT_FIGURES);
        node.start(installation);
        if (isFirst) {
            importDefinitions();
        }
    }

    /** With the users' names from the catalogue and the passwords of this rig; mends whatever is missing. */
    public void importDefinitions() {
        try {
            var definitions = (ObjectNode) JSON.readTree(SystemTopology.definitions(node.vhost()));
            for (var user : definitions.withArray("users")) {
                ((ObjectNode) user)
                        .put(
                                "password_hash",
                                Secrets.rabbitHash(password(user.get("name").asText())))
                        .put("hashing_algorithm", Secrets.RABBIT_HASHING_ALGORITHM);
            }
            for (var policy : definitions.withArray("policies")) {
                shorten((ObjectNode) policy.get("definition"));
            }
            admin().importDefinitions(definitions.toString());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the definitions are no JSON", e);
        }
    }

    /** The last rung of the retry ladder waits a minute, which is longer than most runs. */
    private static void shorten(ObjectNode policy) {
        if (policy.path(TTL).asLong() > LONGEST_WAIT_MILLIS) {
            policy.put(TTL, LONGEST_WAIT_MILLIS);
        }
    }

    /** The password of a service's user. */
    public String password(String service) {
        return passwords.get(service);
    }

    /** Blocks until it has stopped gracefully. */
    public void stop() {
        node.stop();
    }

    /** Ends it as a crash would. */
    public void kill() {
        node.kill();
    }

    /** Freezes it. */
    public void pause() {
        Signal.STOP.send(pid());
    }

    public void resume() {
        Signal.CONT.send(pid());
    }

    /** Runs {@code rabbitmqctl}, for what the management API cannot do. */
    public void control(String... words) {
        node.control(installation, words);
    }

    public boolean isRunning() {
        return node.isRunning();
    }

    /** @throws LocalException {@code NOT_RUNNING} */
    public long pid() {
        return node.process()
                .orElseThrow(() -> new LocalException("NOT_RUNNING", "the broker of the rig does not run; start it"))
                .pid();
    }

    public RabbitAdmin admin() {
        return node.admin();
    }

    public String vhost() {
        return node.vhost();
    }

    /** Where it listens, past every proxy. */
    public int port() {
        return node.amqpPort();
    }

    public Path log() {
        return node.log();
    }

    /** Connections of the administrator, who may do what no service may; past every proxy. */
    public ConnectionFactory administrator() {
        var factory = new ConnectionFactory();
        factory.setHost("127.0.0.1");
        factory.setPort(port());
        factory.setVirtualHost(vhost());
        factory.setUsername(admin().user());
        factory.setPassword(admin().password());
        return factory;
    }

    @Override
    public void close() {
        node.close();
    }
}
