package dev.warren.system.rig;

import dev.warren.local.Await;
import dev.warren.local.LocalException;
import dev.warren.local.Ports;
import dev.warren.system.launcher.BuiltJar;
import dev.warren.system.launcher.StartupArchive;
import dev.warren.system.load.Edge;
import dev.warren.system.rig.Site.Extras;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** One instance of a service of the rig: a process that is started again on the same port, however the last one ended. Thread-safe. */
public final class ServiceProcess implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(120);
    private static final Duration STOP = Duration.ofSeconds(45);

    /** What a process ends with that SIGKILL has ended, perhaps in the middle of a file. */
    private static final int KILLED = 128 + 9;

    private final String name;
    private final Path jar;
    private final StartupArchive archive;
    private final Path log;
    private final Map<String, String> environment;
    private final TcpProxy toBroker;
    private final TcpProxy toDatabase;
    private final int port = Ports.anyFree();
    private final Edge edge = new Edge(URI.create("http://127.0.0.1:" + port));
    private final AtomicInteger kills;
    private volatile Process process;
    private boolean closed;

    /** @param kills counts how often an instance of this service is killed */
    ServiceProcess(
            BuiltJar program,
            Path log,
            Map<String, String> environment,
            TcpProxy toBroker,
            TcpProxy toDatabase,
            AtomicInteger kills) {
        this.name = program.module();
        this.jar = program.copied();
        this.archive = StartupArchive.of(program, jar);
        this.log = log;
        this.environment = environment;
        this.toBroker = toBroker;
        this.toDatabase = toDatabase;
        this.kills = kills;
    }

    /** The name of the service. */
    public String name() {
        return name;
    }

    /** The instance, as {@code service@port}. */
    public String instance() {
        return name + "@" + port;
    }

    /** Where its edge listens, whether it runs or not. */
    public int port() {
        return port;
    }

    public Edge edge() {
        return edge;
    }

    public Path log() {
        return log;
    }

    /** What stands between this service and the broker. */
    public TcpProxy toBroker() {
        return toBroker;
    }

    /** What stands between this service and its database. */
    public TcpProxy toDatabase() {
        return toDatabase;
    }

    /** Starts the process and returns at once. */
    public void launch() {
        launch(Extras.NONE);
    }

    /**
     * Starts the process, for this once with more flags and environment, and returns at once.
     *
     * @throws LocalException {@code STILL_RUNNING} when the last process has not ended, {@code CLOSED} when nobody would end this one
     */
    public synchronized void launch(Extras extras) {
        if (closed) {
            throw new LocalException("CLOSED", name + " is not started any more: its rig is closed");
        }
        if (isAlive()) {
            throw new LocalException("STILL_RUNNING", name + " runs as process " + pid() + "; stop or kill it first");
        }
        var command = new ArrayList<String>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:+ExitOnOutOfMemoryError"));
        command.add("-XX:ErrorFile=" + log + ".crash");
        command.addAll(archive.flags());
        command.addAll(extras.jvmFlags());
        command.addAll(List.of("-jar", jar.toString()));
        var builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        builder.environment().put("MICRONAUT_SERVER_HOST", "127.0.0.1");
        builder.environment().put("MICRONAUT_SERVER_PORT", Integer.toString(port));
        builder.environment().putAll(extras.environment());
        try {
            process = builder.start();
        } catch (IOException e) {
            throw new LocalException("SERVICE_NOT_STARTED", name + ": " + e.getMessage(), e);
        }
    }

    /**
     * Blocks until the service says that it is ready.
     *
     * @throws LocalException {@code SERVICE_NOT_READY} after two minutes, or at once when the process has ended
     */
    public void awaitReady() {
        boolean decided = Await.until(START, () -> !isAlive() || isReady());
        if (!decided || !isAlive()) {
            throw new LocalException(
                    "SERVICE_NOT_READY",
                    "%s %s; its log is %s"
                            .formatted(
                                    name,
                                    decided
                                            ? "ended while it started"
                                            : "was not ready within " + START.toSeconds() + " s",
                                    log));
        }
    }

    public boolean isReady() {
        try {
            return edge.get("/health/readiness").status() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    /** The instances that this one knows to be alive, as {@code service@port}; none when it does not answer. */
    public Set<String> known() {
        try {
            var known = new TreeSet<String>();
            edge.get("/services")
                    .expect(200)
                    .get("items")
                    .forEach(item -> known.add(
                            item.get("name").asText() + "@" + item.get("port").asInt()));
            return known;
        } catch (IOException e) {
            return Set.of();
        }
    }

    /**
     * The sum of those of its metrics whose line matches.
     *
     * @throws LocalException {@code NO_METRICS} when it does not answer
     */
    public double metric(String lines) {
        var metrics = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/prometheus"))
                .build();
        try (var client = HttpClient.newHttpClient()) {
            return client.send(metrics, BodyHandlers.ofLines())
                    .body()
                    .filter(line -> line.matches(lines))
                    .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                    .sum();
        } catch (IOException e) {
            throw new LocalException("NO_METRICS", instance() + " does not tell its metrics: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LocalException("INTERRUPTED", "interrupted while " + instance() + " told its metrics", e);
        }
    }

    /** Asks the process to stop and blocks until it has; {@code SERVICE_NOT_STOPPED} when that takes longer than 45 s. */
    public void stop() {
        process.destroy();
        awaitExit(STOP);
    }

    /** Ends the process as a crash would. */
    public void kill() {
        kills.incrementAndGet();
        process.destroyForcibly();
        awaitExit(STOP);
    }

    /** Freezes the process: its connections stay open and nobody answers. */
    public void pause() {
        Signal.STOP.send(pid());
    }

    public void resume() {
        Signal.CONT.send(pid());
    }

    public boolean isAlive() {
        return process != null && process.isAlive();
    }

    public long pid() {
        return process.pid();
    }

    /**
     * Blocks until the process has ended, whoever ended it.
     *
     * @return its exit code; 128 + n after signal n
     * @throws LocalException {@code SERVICE_NOT_STOPPED} when it still runs after that time
     */
    public int awaitExit(Duration atMost) {
        try {
            if (!process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new LocalException(
                        "SERVICE_NOT_STOPPED",
                        "%s (process %d) still runs after %s; its log is %s".formatted(name, pid(), atMost, log));
            }
            if (process.exitValue() != KILLED) {
                archive.keep();
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LocalException("INTERRUPTED", "interrupted while " + name + " was ending", e);
        }
    }

    /** Asks the process to stop, ends it by force when it does not, and starts none any more. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
        }
        if (isAlive()) {
            resume();
            process.destroy();
            try {
                stop();
            } catch (LocalException e) {
                process.destroyForcibly();
            }
        }
        toBroker.close();
        toDatabase.close();
    }
}
