package dev.warren.system.rig;

import dev.warren.local.LocalException;
import dev.warren.messaging.Participant;
import dev.warren.system.launcher.BuiltJar;
import dev.warren.system.topology.SystemTopology;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** The processes of a rig: one of each service at first, more if wanted. Thread-safe. */
final class Instances {
    private final Site site;
    private final Broker broker;
    private final Database database;
    private final int smtpPort;
    private final AtomicInteger numbers = new AtomicInteger();
    private final Map<String, AtomicInteger> kills = new LinkedHashMap<>();
    private final Map<String, List<ServiceProcess>> byService = new LinkedHashMap<>();

    Instances(Site site, Broker broker, Database database, int smtpPort) {
        this.site = site;
        this.broker = broker;
        this.database = database;
        this.smtpPort = smtpPort;
        for (Participant participant : SystemTopology.PARTICIPANTS) {
            String name = participant.name();
            kills.put(name, new AtomicInteger());
            byService.put(name, new CopyOnWriteArrayList<>(List.of(instance(name, name))));
        }
    }

    /** Where the programs of a site are that a rig there starts. */
    static Path programs(Site site) {
        return site.folder().resolve("running");
    }

    /** The names of the services, in the order in which an order meets them. */
    Set<String> names() {
        return byService.keySet();
    }

    Collection<ServiceProcess> all() {
        return byService.values().stream().flatMap(List::stream).toList();
    }

    List<ServiceProcess> of(String service) {
        return List.copyOf(named(service));
    }

    ServiceProcess add(String service) {
        List<ServiceProcess> instances = named(service);
        var added = instance(service, service + "-" + numbers.incrementAndGet());
        instances.add(added);
        return added;
    }

    /** Forgets an instance that has ended. */
    void remove(ServiceProcess instance) {
        named(instance.name()).remove(instance);
    }

    /** How often instances of a service were killed, those included that are forgotten. */
    int kills(String service) {
        return kills.get(service).get();
    }

    private List<ServiceProcess> named(String service) {
        List<ServiceProcess> instances = byService.get(service);
        if (instances == null) {
            throw new LocalException(
                    "NO_SUCH_SERVICE", "the service must be one of %s but was %s".formatted(names(), service));
        }
        return instances;
    }

    private ServiceProcess instance(String service, String log) {
        var toBroker = TcpProxy.to(broker.port());
        var toDatabase = TcpProxy.to(database.port());
        var environment = environment(service, toBroker.port(), toDatabase.port());
        environment.putAll(site.environment());
        return new ServiceProcess(
                new BuiltJar(site.project(), programs(site), service),
                site.folder().resolve("logs").resolve(log + ".log"),
                environment,
                toBroker,
                toDatabase,
                kills.get(service));
    }

    private Map<String, String> environment(String service, int brokerPort, int databasePort) {
        String name = Database.nameFor(service);
        var environment = new LinkedHashMap<String, String>();
        environment.put("RABBITMQ_HOST", "127.0.0.1");
        environment.put("RABBITMQ_PORT", Integer.toString(brokerPort));
        environment.put("RABBITMQ_VIRTUAL_HOST", broker.vhost());
        environment.put("RABBITMQ_USERNAME", service);
        environment.put("RABBITMQ_PASSWORD", broker.password(service));
        environment.put("MESSAGING_MANAGEMENT_URI", broker.admin().uri().toString());
        environment.put("MESSAGING_REGISTRY_INTERVAL", "500ms");
        environment.put("MESSAGING_REGISTRY_EXPIRY", "1500ms");
        environment.put("DATASOURCES_DEFAULT_URL", "jdbc:postgresql://127.0.0.1:%d/%s".formatted(databasePort, name));
        environment.put("DATASOURCES_DEFAULT_USERNAME", name);
        environment.put("DATASOURCES_DEFAULT_PASSWORD", database.password());
        environment.put("MESSAGING_MIGRATIONS_USERNAME", Database.ownerOf(name));
        environment.put("MESSAGING_MIGRATIONS_PASSWORD", database.password());
        environment.put("MESSAGING_MIGRATIONS_BY_OWNER_ONLY", "true");
        environment.put("NOTIFICATIONS_SMTP_HOST", "127.0.0.1");
        environment.put("NOTIFICATIONS_SMTP_PORT", Integer.toString(smtpPort));
        return environment;
    }
}
