package dev.warren.system.bench;

import dev.warren.local.LocalException;
import dev.warren.system.check.collect.LiveSystem;
import dev.warren.system.rig.Database;
import dev.warren.system.rig.Rig;
import dev.warren.system.rig.ServiceProcess;
import dev.warren.system.rig.Site;
import dev.warren.system.rig.Site.Extras;
import java.net.URI;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A system of our own for the time of a measurement. It runs as {@code ./warren up} runs one: without the proxies of a rig, compiled in full,
 * at the usual intervals. Its database counts statements and keeps the time of each commit besides.
 */
final class OwnSystem implements AutoCloseable {
    private static final String NOTIFIES = "notification-service";

    /** What the broker's figures are collected at, unless somebody says otherwise, and a second. */
    private static final Duration FIGURES_AGE = Duration.ofSeconds(6);

    private final Rig rig;

    private OwnSystem(Rig rig) {
        this.rig = rig;
    }

    /** Blocks until everything is ready, some thirty seconds. Notifications are recorded and not sent. */
    static OwnSystem at(Site site) {
        var rig = Rig.at(site);
        try {
            prepare(rig);
            for (ServiceProcess service : rig.services()) {
                service.launch(extras(rig, service, Map.of("NOTIFICATIONS_CHANNEL", "record")));
            }
            rig.awaitReady();
            return new OwnSystem(rig);
        } catch (RuntimeException e) {
            rig.close();
            throw e;
        }
    }

    private static void prepare(Rig rig) {
        rig.broker().control("eval", "application:set_env(rabbit, collect_statistics_interval, 5000).");
        execute(rig, "order-service", "alter system set track_commit_timestamp = on");
        execute(rig, "order-service", "alter system set shared_preload_libraries = 'pg_stat_statements'");
        rig.database().stop();
        rig.database().start();
        rig.names().forEach(service -> execute(rig, service, "create extension pg_stat_statements"));
    }

    private static void execute(Rig rig, String service, String sql) {
        try (var connection = rig.database().connect(service);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new LocalException("DATABASE_NOT_PREPARED", sql + ": " + e.getMessage(), e);
        }
    }

    private static Extras extras(Rig rig, ServiceProcess service, Map<String, String> more) {
        var environment = new HashMap<String, String>();
        environment.put("RABBITMQ_PORT", Integer.toString(rig.broker().port()));
        environment.put(
                "DATASOURCES_DEFAULT_URL",
                "jdbc:postgresql://127.0.0.1:%d/%s".formatted(rig.database().port(), Database.nameFor(service.name())));
        environment.put("MESSAGING_REGISTRY_INTERVAL", "5s");
        environment.put("MESSAGING_REGISTRY_EXPIRY", "15s");
        environment.put("EDGE_LOG_FORMAT", "text");
        environment.putAll(more);
        return new Extras(List.of("-XX:TieredStopAtLevel=4", "--enable-native-access=ALL-UNNAMED"), environment);
    }

    Subject subject() {
        var pids = new LinkedHashMap<String, Long>();
        rig.services().forEach(service -> pids.put(service.name(), service.pid()));
        pids.put("broker", rig.broker().pid());
        pids.put("database", rig.database().pid());
        return new Subject(
                URI.create("http://127.0.0.1:" + rig.service("order-service").port()),
                Optional.empty(),
                rig.edge("user-service"),
                LiveSystem.of(rig),
                pids,
                FIGURES_AGE);
    }

    @Override
    public void close() {
        rig.close();
    }
}
