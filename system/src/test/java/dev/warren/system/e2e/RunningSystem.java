package dev.warren.system.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.rabbitmq.client.ConnectionFactory;
import dev.warren.local.Await;
import dev.warren.local.MailSink;
import dev.warren.local.Ports;
import dev.warren.local.RabbitAdmin;
import dev.warren.local.Secrets;
import dev.warren.messaging.Participant;
import dev.warren.system.demo.Demo;
import dev.warren.system.load.Edge;
import dev.warren.system.topology.SystemTopology;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;

/** The four services as processes of their own, each with its own broker user and database, on a given broker. */
final class RunningSystem implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration START = Duration.ofSeconds(60);

    /** A broker, as the tests may administer it. */
    record Broker(String host, int port, String vhost, RabbitAdmin admin) {}

    /** A database of one service. */
    record Database(String jdbcUrl, String user, String password) {}

    private final Broker broker;
    private final Map<String, Database> databases;
    private final Map<String, String> passwords = new HashMap<>();
    private final Map<String, Integer> ports = new LinkedHashMap<>();
    private final Map<String, Process> processes = new HashMap<>();
    private final Path logs;
    final MailSink mails = MailSink.start();

    /** @param databases by the name of the service */
    RunningSystem(Broker broker, Map<String, Database> databases, String name) {
        this.broker = broker;
        this.databases = databases;
        try {
            logs = Files.createDirectories(Path.of("target", "services", name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        for (Participant participant : SystemTopology.PARTICIPANTS) {
            passwords.put(participant.name(), Secrets.newPassword());
            ports.put(participant.name(), Ports.anyFree());
        }
        importDefinitions();
    }

    /** With the users of this test only: their names are the catalogue's, their passwords are new. */
    private void importDefinitions() {
        try {
            var definitions = (ObjectNode) JSON.readTree(SystemTopology.definitions(broker.vhost()));
            definitions
                    .withArray("users")
                    .forEach(user -> ((ObjectNode) user)
                            .put(
                                    "password_hash",
                                    Secrets.rabbitHash(
                                            passwords.get(user.get("name").asText())))
                            .put("hashing_algorithm", Secrets.RABBIT_HASHING_ALGORITHM));
            broker.admin().importDefinitions(definitions.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    RunningSystem start() {
        ports.keySet().forEach(this::launch);
        awaitReady();
        return this;
    }

    /** Starts the process of a service; returns at once. */
    void launch(String service) {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var jar = Path.of("..", service, "target", service + "-0.1.0-SNAPSHOT.jar")
                .toString();
        var builder = new ProcessBuilder(java, "-Xmx128m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-jar", jar);
        builder.environment().putAll(environment(service));
        var log = logs.resolve(service + ".log").toFile();
        builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(log));
        try {
            processes.put(service, builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Map<String, String> environment(String service) {
        var database = databases.get(service);
        return Map.ofEntries(
                Map.entry("MICRONAUT_SERVER_HOST", "127.0.0.1"),
                Map.entry("MICRONAUT_SERVER_PORT", ports.get(service).toString()),
                Map.entry("RABBITMQ_HOST", broker.host()),
                Map.entry("RABBITMQ_PORT", Integer.toString(broker.port())),
                Map.entry("RABBITMQ_VIRTUAL_HOST", broker.vhost()),
                Map.entry("RABBITMQ_USERNAME", service),
                Map.entry("RABBITMQ_PASSWORD", passwords.get(service)),
                Map.entry("MESSAGING_MANAGEMENT_URI", broker.admin().uri().toString()),
                Map.entry("MESSAGING_REGISTRY_INTERVAL", "500ms"),
                Map.entry("MESSAGING_REGISTRY_EXPIRY", "1500ms"),
                Map.entry("DATASOURCES_DEFAULT_URL", database.jdbcUrl()),
                Map.entry("DATASOURCES_DEFAULT_USERNAME", database.user()),
                Map.entry("DATASOURCES_DEFAULT_PASSWORD", database.password()),
                Map.entry("NOTIFICATIONS_SMTP_HOST", "127.0.0.1"),
                Map.entry("NOTIFICATIONS_SMTP_PORT", Integer.toString(mails.smtpPort())));
    }

    /** Returns when every service is ready and every edge knows every service. */
    void awaitReady() {
        for (String service : ports.keySet()) {
            assertThat(Await.until(START, () -> isReady(service)))
                    .as(
                            "%s is ready; its log is %s",
                            service, logs.resolve(service + ".log").toAbsolutePath())
                    .isTrue();
        }
        for (String service : ports.keySet()) {
            assertThat(Await.until(START, () -> known(service).equals(new TreeSet<>(ports.keySet()))))
                    .as("%s knows %s", service, known(service))
                    .isTrue();
        }
    }

    boolean isReady(String service) {
        try {
            return edge(service).get("/health/readiness").status() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    /** The services that an edge lists. */
    Set<String> known(String service) {
        try {
            var names = new TreeSet<String>();
            edge(service)
                    .get("/services")
                    .expect(200)
                    .get("items")
                    .forEach(i -> names.add(i.get("name").asText()));
            return names;
        } catch (IOException e) {
            return Set.of();
        }
    }

    /** Asks a service to stop, and waits until it has. */
    void stop(String service) throws InterruptedException {
        processes.get(service).destroy();
        assertThat(processes.get(service).waitFor(30, TimeUnit.SECONDS))
                .as("%s stops", service)
                .isTrue();
    }

    /** Ends a service as a crash would. */
    void kill(String service) throws InterruptedException {
        processes.get(service).destroyForcibly();
        assertThat(processes.get(service).waitFor(30, TimeUnit.SECONDS)).isTrue();
    }

    boolean isAlive(String service) {
        return processes.get(service).isAlive();
    }

    Set<String> services() {
        return ports.keySet();
    }

    Edge edge(String service) {
        return new Edge(URI.create("http://127.0.0.1:" + ports.get(service)));
    }

    Broker broker() {
        return broker;
    }

    /** For tests that overhear: the administrator may do what no service may. */
    ConnectionFactory administrator() {
        var factory = new ConnectionFactory();
        factory.setHost(broker.host());
        factory.setPort(broker.port());
        factory.setVirtualHost(broker.vhost());
        factory.setUsername(broker.admin().user());
        factory.setPassword(broker.admin().password());
        return factory;
    }

    Demo.Surroundings surroundings() {
        return new Demo.Surroundings(
                edge("order-service"),
                edge("user-service"),
                edge("payment-service"),
                edge("notification-service"),
                administrator());
    }

    @Override
    public void close() throws InterruptedException {
        processes.values().forEach(Process::destroy);
        for (Process process : processes.values()) {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        }
        mails.close();
    }
}
