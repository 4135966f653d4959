package dev.warren.system.launcher;

import dev.warren.local.Await;
import dev.warren.local.LocalException;
import dev.warren.local.Ports;
import dev.warren.local.RunningProcess;
import dev.warren.system.launcher.State.ServiceRun;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The four services, each instance a process of its own. */
final class ServicePart {
    private static final Duration READY = Duration.ofSeconds(120);
    private static final Duration STOP = Duration.ofSeconds(25);

    private final Home home;
    private final SecretFiles secrets;
    private final DatabasePart databases;

    ServicePart(Home home, DatabasePart databases) {
        this.home = home;
        this.secrets = new SecretFiles(home.secrets());
        this.databases = databases;
    }

    /** Starts the process and returns at once; on the port that the instance had before, if it is not the first and that is free. */
    ServiceRun start(Instance instance, State state) {
        Service service = instance.service();
        int port = instance.isFirst() ? service.port() : freePort(state.run(instance));
        Path jar = new BuiltJar(home.project(), home.running(), service.label()).copied();
        RunningProcess process = Detached.start(
                List.of(
                        "-Xmx128m",
                        "-XX:+UseSerialGC",
                        "-XX:+ExitOnOutOfMemoryError",
                        "--enable-native-access=ALL-UNNAMED",
                        "-jar",
                        jar.toString()),
                environment(service, port, state),
                home.log(instance.label()));
        return new ServiceRun(port, process);
    }

    private static int freePort(ServiceRun before) {
        return before != null && Ports.isFree(before.port()) ? before.port() : Ports.anyFree();
    }

    private Map<String, String> environment(Service service, int port, State state) {
        Map<String, String> environment = new HashMap<>(databases.environmentOf(service));
        environment.put("MICRONAUT_SERVER_HOST", "127.0.0.1");
        environment.put("MICRONAUT_SERVER_PORT", Integer.toString(port));
        environment.put("RABBITMQ_HOST", state.broker().host());
        environment.put("RABBITMQ_PORT", Integer.toString(state.broker().port()));
        environment.put("RABBITMQ_VIRTUAL_HOST", state.broker().vhost());
        environment.put("RABBITMQ_USERNAME", service.label());
        environment.put("RABBITMQ_PASSWORD", secrets.get(service.label()));
        environment.put("MESSAGING_MANAGEMENT_URI", state.broker().managementUrl());
        // For people, and for ./warren logs.
        environment.put("EDGE_LOG_FORMAT", "text");
        if (state.secured()) {
            environment.put("MICRONAUT_SECURITY_ENABLED", "true");
            environment.put(
                    "EDGE_SECURITY_SECRET_FILE",
                    new LocalTokens(home).secretFile().toString());
        }
        if (service == Service.NOTIFICATION) {
            environment.put("NOTIFICATIONS_SMTP_HOST", "127.0.0.1");
            environment.put(
                    "NOTIFICATIONS_SMTP_PORT", Integer.toString(state.mail().smtpPort()));
        }
        return environment;
    }

    /**
     * Blocks until an instance says that it is ready.
     *
     * @throws LocalException {@code SERVICE_NOT_READY} with the end of its log, at once when its process ended
     */
    void awaitReady(Instance instance, State state) {
        RunningProcess process = state.run(instance).process();
        ServiceProbe probe = probe(state.run(instance).url(), state);
        boolean decided = Await.until(READY, () -> !process.isAlive() || probe.isReady());
        if (!decided || !process.isAlive()) {
            Path log = home.log(instance.label());
            throw new LocalException(
                    "SERVICE_NOT_READY",
                    instance.label()
                            + (decided
                                    ? " ended while it started"
                                    : " was not ready within " + READY.toSeconds() + " s")
                            + ". From " + log + ":" + Detached.logTail(log));
        }
    }

    /** Blocks until every instance lists every other. */
    void awaitAcquaintance(State state) {
        Set<String> all = state.instances().stream()
                .map(instance -> ServiceProbe.place(
                        instance.service().label(), state.run(instance).port()))
                .collect(Collectors.toSet());
        for (ServiceRun run : state.services().values()) {
            ServiceProbe probe = probe(run.url(), state);
            if (!Await.until(READY, () -> probe.known().keySet().containsAll(all))) {
                throw new LocalException(
                        "SERVICES_UNACQUAINTED",
                        "%s/services lists %s, and not all of %s, after %d s; the logs are in %s"
                                .formatted(run.url(), probe.known().keySet(), all, READY.toSeconds(), home.logs()));
            }
        }
    }

    ServiceProbe probe(String url, State state) {
        return new ServiceProbe(url, new LocalTokens(home).ours(state));
    }

    /** Blocks until the process is gone; whether it ended by itself. */
    boolean stop(ServiceRun run) {
        return run.process().stop(STOP);
    }
}
