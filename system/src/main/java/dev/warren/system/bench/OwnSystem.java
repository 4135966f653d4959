package dev.warren.system.bench;

import dev.warren.local.LocalException;
import dev.warren.system.check.collect.LiveSystem;
import dev.warren.system.rig.Broker;
import dev.warren.system.rig.Database;
import dev.warren.system.rig.Rig;
import dev.warren.system.rig.ServiceProcess;
import dev.warren.system.rig.Site;
import dev.warren.system.rig.Site.Extras;
import java.net.URI;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A system of our own for the time of a measurement. Its services run as {@code ./warren up} runs them: without the proxies of a rig, compiled
 * in full, at the usual intervals. Its database counts statements and keeps the time of each commit besides.
 */
final class OwnSystem implements AutoCloseable {
    private static final String NOTIFIES = "notification-service";

    private final Site site;
    private final Rig rig;
    private Optional<MailServer> mailServer = Optional.empty();

    private OwnSystem(Site site) {
        this.site = site;
        this.rig = Rig.at(site);
    }

    /** Blocks until everything is ready, some thirty seconds. Notifications are recorded and not sent. */
    static OwnSystem at(Site site) {
        var system = new OwnSystem(site);
        try {
            system.prepareDatabase();
            for (ServiceProcess service : system.rig.services()) {
                service.launch(system.asUsual(service, Map.of("NOTIFICATIONS_CHANNEL", "record")));
            }
            system.rig.awaitReady();
            return system;
        } catch (RuntimeException e) {
            system.close();
            throw e;
        }
    }

    private void prepareDatabase() {
        execute("order-service", "alter system set track_commit_timestamp = on");
        execute("order-service", "alter system set shared_preload_libraries = 'pg_stat_statements'");
        rig.database().stop();
        rig.database().start();
        rig.names().forEach(service -> execute(service, "create extension pg_stat_statements"));
    }

    private void execute(String service, String sql) {
        try (var connection = rig.database().connect(service);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new LocalException("DATABASE_NOT_PREPARED", sql + ": " + e.getMessage(), e);
        }
    }

    private Extras asUsual(ServiceProcess service, Map<String, String> settings) {
        var environment = new HashMap<>(settings);
        environment.put("RABBITMQ_PORT", Integer.toString(rig.broker().port()));
        environment.put(
                "DATASOURCES_DEFAULT_URL",
                "jdbc:postgresql://127.0.0.1:%d/%s".formatted(rig.database().port(), Database.nameFor(service.name())));
        environment.put("MESSAGING_REGISTRY_INTERVAL", "5s");
        environment.put("MESSAGING_REGISTRY_EXPIRY", "15s");
        environment.put("EDGE_LOG_FORMAT", "text");
        return new Extras(List.of("-XX:TieredStopAtLevel=4", "--enable-native-access=ALL-UNNAMED"), environment);
    }

    /** From now on notifications are sent, to a mail server of its own. Blocks until the service that sends them is ready again. */
    void sendMails() {
        var server = MailServer.start(site.folder().resolve("logs/mail-server.log"));
        mailServer = Optional.of(server);
        var service = rig.service(NOTIFIES);
        service.stop();
        service.launch(asUsual(
                service,
                Map.of("NOTIFICATIONS_CHANNEL", "email", "NOTIFICATIONS_SMTP_PORT", Integer.toString(server.port()))));
        rig.awaitReady();
    }

    /** As it is now. */
    Subject subject() {
        var pids = new LinkedHashMap<String, Long>();
        rig.services().forEach(service -> pids.put(service.name(), service.pid()));
        pids.put("broker", rig.broker().pid());
        pids.put("database", rig.database().pid());
        mailServer.ifPresent(server -> pids.put("mail server", server.pid()));
        return new Subject(
                URI.create("http://127.0.0.1:" + rig.service("order-service").port()),
                Optional.empty(),
                rig.edge("user-service"),
                mailServer.isPresent() ? "email" : "record",
                LiveSystem.of(rig),
                pids,
                Broker.FIGURES_AGE);
    }

    @Override
    public void close() {
        rig.close();
        mailServer.ifPresent(MailServer::close);
    }
}
