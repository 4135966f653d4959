package dev.warren.examples.points;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.rabbitmq.client.Channel;
import dev.warren.events.Catalogue;
import dev.warren.events.EventType;
import dev.warren.local.Await;
import dev.warren.local.Ports;
import dev.warren.local.Secrets;
import dev.warren.local.TestDatabase;
import dev.warren.messaging.Participant;
import dev.warren.messaging.retry.Rung;
import dev.warren.messaging.topology.Definitions;
import dev.warren.system.load.Edge;
import dev.warren.system.rig.Rig;
import dev.warren.system.topology.SystemTopology;
import io.micronaut.runtime.Micronaut;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The fifth service beside a rig, as a process of its own: with its own user and queue on the rig's broker, and a database that is empty at first. */
final class PointsProcess implements AutoCloseable {

    private static final Participant POINTS = PointsService.PARTICIPANT;
    private static final Duration START = Duration.ofMinutes(2);

    private final Rig rig;
    private final String password = Secrets.newPassword();
    private final TestDatabase database = TestDatabase.fresh();
    private final int port = Ports.anyFree();
    private final Process process;

    public static void main(String[] arguments) {
        Micronaut.run(PointsService.class, arguments);
    }

    PointsProcess(Rig rig) throws IOException {
        this.rig = rig;
        rig.broker().admin().importDefinitions(definitions());
        Path log = Files.createDirectories(Path.of("target", "points")).resolve("points-service.log");
        var builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        classPath(),
                        PointsProcess.class.getName())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().putAll(settings());
        process = builder.start();
    }

    /** What every service has, and not what the four bring: their beans and tables would be served as well. */
    private static String classPath() {
        String others = "(order|user|payment|notification)-service";
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.matches(".*[/\\\\]" + others + "[/\\\\-].*"))
                .filter(entry -> !Path.of(entry).endsWith(Path.of("system", "target", "classes")))
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** What the catalogue would add to the broker's definitions. */
    private String definitions() throws IOException {
        var spoken = Catalogue.types().stream().map(EventType::name).collect(Collectors.toSet());
        String all = Definitions.of(rig.broker().vhost(), List.of(POINTS), spoken, SystemTopology.personal());
        var definitions = (ObjectNode) new ObjectMapper().readTree(all);
        ((ObjectNode) definitions.withArray("users").get(0))
                .put("password_hash", Secrets.rabbitHash(password))
                .put("hashing_algorithm", Secrets.RABBIT_HASHING_ALGORITHM);
        return definitions.toString();
    }

    private Map<String, String> settings() {
        var broker = rig.broker().administrator();
        return Map.ofEntries(
                Map.entry("MICRONAUT_APPLICATION_NAME", POINTS.name()),
                Map.entry("MICRONAUT_SERVER_PORT", Integer.toString(port)),
                Map.entry("RABBITMQ_HOST", broker.getHost()),
                Map.entry("RABBITMQ_PORT", Integer.toString(broker.getPort())),
                Map.entry("RABBITMQ_VIRTUAL_HOST", broker.getVirtualHost()),
                Map.entry("RABBITMQ_USERNAME", POINTS.name()),
                Map.entry("RABBITMQ_PASSWORD", password),
                Map.entry("MESSAGING_MANAGEMENT_URI", rig.broker().admin().uri().toString()),
                Map.entry("DATASOURCES_DEFAULT_URL", database.jdbcUrl()),
                Map.entry("DATASOURCES_DEFAULT_USERNAME", database.owner()),
                Map.entry("DATASOURCES_DEFAULT_PASSWORD", database.password()));
    }

    TestDatabase database() {
        return database;
    }

    /** Whether it has caught up and listens, within two minutes. */
    boolean becomesReady() {
        var edge = new Edge(URI.create("http://127.0.0.1:" + port));
        return Await.until(START, () -> {
                    try {
                        return edge.get("/health/readiness").status() == 200;
                    } catch (IOException e) {
                        return !process.isAlive();
                    }
                })
                && process.isAlive();
    }

    /** Leaves the rig as it was. */
    @Override
    public void close() throws Exception {
        process.destroy();
        process.waitFor();
        try (var connection = rig.broker().administrator().newConnection("points are over");
                Channel channel = connection.createChannel()) {
            channel.queueDelete(POINTS.queue());
            channel.queueDelete(POINTS.deadQueue());
            for (Rung rung : Rung.values()) {
                channel.queueDelete(POINTS.retryQueue(rung));
            }
            channel.exchangeDelete(POINTS.ownExchange());
            channel.exchangeDelete(POINTS.exchange());
        }
        rig.broker().admin().deleteUser(POINTS.name());
    }
}
