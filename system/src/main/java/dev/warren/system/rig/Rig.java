package dev.warren.system.rig;

import dev.warren.local.Await;
import dev.warren.local.Folders;
import dev.warren.local.LocalException;
import dev.warren.local.MailSink;
import dev.warren.local.PrivateFile;
import dev.warren.messaging.Participant;
import dev.warren.system.demo.Demo;
import dev.warren.system.launcher.BuiltJar;
import dev.warren.system.load.Edge;
import dev.warren.system.topology.SystemTopology;
import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * The whole system on free ports and in one folder: a broker, a PostgreSQL, a mail sink, and the four services as processes
 * that reach broker and database through proxies. Whatever of it still runs when this JVM ends is ended with it. Thread-safe.
 */
public final class Rig implements AutoCloseable {
    /** Enough to check every mail of the longest run. */
    private static final int MAILS = 300_000;

    private static final Duration ACQUAINTED = Duration.ofSeconds(60);

    private final Broker broker;
    private final Database database;
    private final MailSink mails;
    private final MailGate mailGate;
    private final Map<String, ServiceProcess> services = new LinkedHashMap<>();
    private final Thread atExit = new Thread(this::end, "rig-at-exit");
    private boolean ended;

    private Rig(Site site) {
        Path programs = site.folder().resolve("running");
        endWhatRunsFrom(programs);
        broker = new Broker(site.folder().resolve("broker"));
        database = new Database(site.folder().resolve("postgres"), site.programs());
        Folders.delete(site.folder());
        mails = MailSink.keeping(MAILS);
        mailGate = MailGate.before(mails.smtpPort());
        Runtime.getRuntime().addShutdownHook(atExit);
        broker.start();
        database.start();
        Path logs = site.folder().resolve("logs");
        PrivateFile.createFolders(logs);
        for (Participant participant : SystemTopology.PARTICIPANTS) {
            String name = participant.name();
            var toBroker = TcpProxy.to(broker.port());
            var toDatabase = TcpProxy.to(database.port());
            var environment = environment(name, toBroker.port(), toDatabase.port());
            environment.putAll(site.environment());
            services.put(
                    name,
                    new ServiceProcess(
                            name,
                            new BuiltJar(site.project(), programs, name).copied(),
                            logs.resolve(name + ".log"),
                            environment,
                            toBroker,
                            toDatabase));
        }
    }

    /**
     * A rig whose broker and database run, with nothing in them, and whose services do not yet. Ends what an earlier rig has left
     * in that folder. Blocks some fifteen seconds.
     */
    public static Rig at(Site site) {
        return new Rig(site);
    }

    /** A rig whose JVM was killed could not end its services. */
    private static void endWhatRunsFrom(Path folder) {
        ProcessHandle.allProcesses()
                .filter(process ->
                        process.info().commandLine().orElse("").contains(folder.toAbsolutePath() + File.separator))
                .forEach(ProcessHandle::destroyForcibly);
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
        environment.put("NOTIFICATIONS_SMTP_HOST", "127.0.0.1");
        environment.put("NOTIFICATIONS_SMTP_PORT", Integer.toString(mailGate.port()));
        return environment;
    }

    /** Starts every service and blocks until all are ready and know each other. */
    public Rig start() {
        services.values().forEach(ServiceProcess::launch);
        awaitReady();
        return this;
    }

    /** Blocks until every service is ready and every edge knows every service. */
    public void awaitReady() {
        services.values().forEach(ServiceProcess::awaitReady);
        for (ServiceProcess service : services.values()) {
            if (!Await.until(ACQUAINTED, () -> service.known().equals(names()))) {
                throw new LocalException(
                        "SERVICES_UNACQUAINTED",
                        "%s knows only %s; its log is %s".formatted(service.name(), service.known(), service.log()));
            }
        }
    }

    /** The names of the services, in the order in which an order meets them. */
    public Set<String> names() {
        return services.keySet();
    }

    public Collection<ServiceProcess> services() {
        return services.values();
    }

    public ServiceProcess service(String name) {
        return services.get(name);
    }

    public Edge edge(String service) {
        return service(service).edge();
    }

    public Broker broker() {
        return broker;
    }

    public Database database() {
        return database;
    }

    public MailSink mails() {
        return mails;
    }

    /** What stands between the services and the mail sink. */
    public MailGate mailGate() {
        return mailGate;
    }

    public Demo.Surroundings surroundings() {
        return new Demo.Surroundings(
                edge("order-service"),
                edge("user-service"),
                edge("payment-service"),
                edge("notification-service"),
                broker.administrator());
    }

    /** Stops everything, gracefully where it still runs. What it has written stays in its folder. */
    @Override
    public void close() {
        end();
        Runtime.getRuntime().removeShutdownHook(atExit);
    }

    private synchronized void end() {
        if (!ended) {
            ended = true;
            services.values().parallelStream().forEach(ServiceProcess::close);
            mailGate.close();
            mails.close();
            database.close();
            broker.close();
        }
    }
}
