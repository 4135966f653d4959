package dev.warren.system.rig;

import dev.warren.local.Await;
import dev.warren.local.Folders;
import dev.warren.local.LocalException;
import dev.warren.local.MailSink;
import dev.warren.local.PrivateFile;
import dev.warren.system.demo.Demo;
import dev.warren.system.load.Edge;
import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The whole system on free ports and in one folder: a broker, a PostgreSQL, a mail sink, and the four services as processes
 * that reach broker and database through proxies. There is one instance of each service unless more are added. Whatever of it
 * still runs when this JVM ends is ended with it. Thread-safe.
 */
public final class Rig implements AutoCloseable {
    /** Enough to check every mail of the longest run. */
    private static final int MAILS = 300_000;

    private static final Duration ACQUAINTED = Duration.ofSeconds(60);

    private final Broker broker;
    private final Database database;
    private final MailSink mails;
    private final MailGate mailGate;
    private final Instances instances;
    private final Thread atExit = new Thread(this::end, "rig-at-exit");
    private boolean ended;

    private Rig(Site site) {
        endWhatRunsFrom(Instances.programs(site));
        broker = new Broker(site.folder().resolve("broker"));
        database = new Database(site.folder().resolve("postgres"), site.programs());
        Folders.delete(site.folder());
        mails = MailSink.keeping(MAILS);
        mailGate = MailGate.before(mails.smtpPort());
        Runtime.getRuntime().addShutdownHook(atExit);
        together(Stream.of(broker::start, database::start));
        PrivateFile.createFolders(site.folder().resolve("logs"));
        instances = new Instances(site, broker, database, mailGate.port());
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

    /** Starts every instance and blocks until all are ready and know each other. */
    public Rig start() {
        services().forEach(ServiceProcess::launch);
        awaitReady();
        return this;
    }

    /** Blocks until every instance is ready and knows every other, and nobody else. */
    public void awaitReady() {
        services().forEach(ServiceProcess::awaitReady);
        var all = services().stream().map(ServiceProcess::instance).collect(Collectors.toSet());
        for (ServiceProcess service : services()) {
            if (!Await.until(ACQUAINTED, () -> service.known().equals(all))) {
                throw new LocalException(
                        "SERVICES_UNACQUAINTED",
                        "%s knows %s and not %s; its log is %s"
                                .formatted(service.instance(), service.known(), all, service.log()));
            }
        }
    }

    /** The names of the services, in the order in which an order meets them. */
    public Set<String> names() {
        return instances.names();
    }

    /** Every instance of every service, by service. */
    public Collection<ServiceProcess> services() {
        return instances.all();
    }

    /** The instances of a service; the one that was there from the beginning comes first. */
    public List<ServiceProcess> instances(String service) {
        return instances.of(service);
    }

    /** The only instance of a service, or the first of several. */
    public ServiceProcess service(String name) {
        return instances.of(name).getFirst();
    }

    /**
     * Another instance of a service, on a port and behind proxies of its own, for the caller to launch.
     *
     * @throws LocalException {@code NO_SUCH_SERVICE}
     */
    public ServiceProcess add(String service) {
        return instances.add(service);
    }

    /** Ends an instance, gracefully if it still runs, and forgets it. Blocks until it has ended. */
    public void remove(ServiceProcess instance) {
        instance.close();
        instances.remove(instance);
    }

    /** How often an instance of a service was killed, or the database ended under it: what it had done outside may not be recorded. */
    public int interruptions(String service) {
        return instances.kills(service) + database.ends();
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

    /** Stops everything; the services gracefully, if they still run. What it has written stays in its folder. */
    @Override
    public void close() {
        end();
        Runtime.getRuntime().removeShutdownHook(atExit);
    }

    private synchronized void end() {
        if (!ended) {
            ended = true;
            together(services().stream().<Runnable>map(service -> service::close));
            mailGate.close();
            mails.close();
            database.close();
            broker.kill();
        }
    }

    /**
     * Runs all at the same time and blocks until the last has ended; fails with the first that failed. Not a parallel stream: in a fork-join
     * pool its caller may take up other work meanwhile, such as the next test.
     */
    private static void together(Stream<Runnable> all) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var done = all.map(it -> CompletableFuture.runAsync(it, threads)).toArray(CompletableFuture[]::new);
            CompletableFuture.allOf(done).join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof LocalException failed ? failed : e;
        }
    }
}
