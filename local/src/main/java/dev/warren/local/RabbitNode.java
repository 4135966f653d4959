package dev.warren.local;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * A broker node of our own under one folder: its data, log, cookie, port mapper and one administrator are private, and all
 * its listeners are bound to 127.0.0.1. It outlives the JVM that started it; its data outlives it. Thread-safe.
 */
public final class RabbitNode implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(90);
    private static final Duration STOP = Duration.ofSeconds(30);

    private final RabbitNodeFiles files;
    private RabbitNodeState state;

    private RabbitNode(Path folder, RabbitNodeState state) {
        this.files = new RabbitNodeFiles(folder);
        this.state = state;
    }

    /**
     * The node of that folder, which is made when missing; starts nothing. A node that was started before keeps its name,
     * data and password.
     *
     * @param vhost the vhost that the node has from its first start
     */
    public static RabbitNode in(Path folder, String vhost) {
        Path absolute = folder.toAbsolutePath().normalize();
        RabbitNodeState state = RabbitNodeState.read(absolute).orElseGet(() -> RabbitNodeState.fresh(vhost));
        return new RabbitNode(absolute, state);
    }

    /** The node of that folder if it runs now, whoever started it. */
    public static Optional<RabbitNode> attach(Path folder) {
        Path absolute = folder.toAbsolutePath().normalize();
        return RabbitNodeState.read(absolute)
                .map(state -> new RabbitNode(absolute, state))
                .filter(RabbitNode::isRunning);
    }

    /** Starts the node on two free ports, or on those of its last run. */
    public RabbitNode start(RabbitInstallation installation) {
        return state.amqpPort() == 0
                ? start(installation, Ports.anyFree(), Ports.anyFree())
                : start(installation, state.amqpPort(), state.managementPort());
    }

    /**
     * Starts the node and blocks until its management API says that it listens, some five to ten seconds. Does nothing
     * when it runs. A crash of this JVM on the way leaves a node that {@link #attach} finds.
     *
     * @throws LocalException {@code BROKER_NOT_STARTED} with the end of its log when it is not ready within 90 s; then no
     *     process of it is left
     */
    public synchronized RabbitNode start(RabbitInstallation installation, int amqpPort, int managementPort) {
        if (isRunning()) {
            return this;
        }
        state = state.onPorts(amqpPort, managementPort, Ports.anyFree(), Ports.anyFree());
        files.write(state);
        Process script = launch(installation);
        boolean decided = Await.until(START, () -> {
            notePid();
            return hasDied() || hasFailed(script) || answers();
        });
        if (!decided || !answers()) {
            String fate = decided ? "ended while it started" : "was not ready within " + START.toSeconds() + " s";
            kill();
            throw new LocalException(
                    "BROKER_NOT_STARTED",
                    "the node " + state.name() + " on port " + amqpPort + " " + fate + ". From " + files.log() + ":"
                            + files.whatWentWrong());
        }
        return this;
    }

    private Process launch(RabbitInstallation installation) {
        ProcessBuilder builder = new ProcessBuilder(installation.server().toString(), "-detached")
                .directory(files.folder().toFile())
                .redirectErrorStream(true)
                .redirectOutput(files.startOutput().toFile());
        // Settings of a caller's own broker would change this one.
        builder.environment().keySet().removeIf(name -> name.startsWith("RABBITMQ_") || name.startsWith("ERL_"));
        builder.environment().putAll(files.environment(state));
        try {
            return builder.start();
        } catch (IOException e) {
            throw new LocalException(
                    "BROKER_NOT_STARTED", installation.server() + " could not be run: " + e.getMessage(), e);
        }
    }

    private void notePid() {
        if (state.process() == null && Files.exists(files.pid())) {
            try {
                RunningProcess.of(Long.parseLong(Files.readString(files.pid()).strip()))
                        .ifPresent(process -> {
                            state = state.running(process);
                            state.write(files.folder());
                        });
            } catch (IOException | NumberFormatException e) {
                // Half written: the next look sees it whole.
            }
        }
    }

    /** The script hands over to the detached node and ends; it fails when there is no Erlang, for instance. */
    private static boolean hasFailed(Process script) {
        return !script.isAlive() && script.exitValue() != 0;
    }

    /**
     * Whether our node says that it listens. That somebody answers on its port is no proof: it may be another broker there, and ours about
     * to give up.
     */
    boolean answers() {
        try {
            return StreamSupport.stream(
                            admin().get("overview").path("listeners").spliterator(), false)
                    .anyMatch(listener -> listener.path("protocol").asText().equals("amqp")
                            && listener.path("node").asText().equals(state.name())
                            && listener.path("port").asInt() == state.amqpPort());
        } catch (RabbitAdminException e) {
            return false;
        }
    }

    private boolean hasDied() {
        return state.process() != null && !state.process().isAlive();
    }

    /** Whether the node's process is there. */
    public synchronized boolean isRunning() {
        return state.process() != null && state.process().isAlive();
    }

    /**
     * Stops the node gracefully and blocks until no process and no port of it is left, some six seconds. Does nothing when it
     * does not run. Its data stays; {@link #start} continues with it.
     *
     * @return whether it ended by itself; false when it had to be killed after 30 s
     */
    public boolean stop() {
        return end(STOP);
    }

    /** Ends the node as a crash would (SIGKILL) and blocks until no process and no port of it is left. Its data stays. */
    public void kill() {
        end(Duration.ZERO);
    }

    private synchronized boolean end(Duration grace) {
        boolean graceful = state.process() == null || state.process().stop(grace);
        PortMapper.stop(state.portMapperPort());
        state = state.running(null);
        state.write(files.folder());
        return graceful;
    }

    /**
     * Runs {@code rabbitmqctl} on the running node, for what the management API cannot do, and blocks until it has ended, one to three
     * seconds.
     *
     * @throws LocalException {@code BROKER_REFUSED} with what it said
     */
    public void control(RabbitInstallation installation, String... words) {
        var command = new ArrayList<>(List.of(installation.control().toString(), "-n", state.name()));
        command.addAll(List.of(words));
        Command.Outcome outcome = new Command(command, files.environment(state)).run();
        if (!outcome.succeeded()) {
            throw new LocalException(
                    "BROKER_REFUSED",
                    "rabbitmqctl " + String.join(" ", words) + " on " + state.name() + ": " + outcome.tail());
        }
    }

    /** The same as {@link #stop()}. */
    @Override
    public void close() {
        stop();
    }

    /** The management API with the node's own administrator. */
    public RabbitAdmin admin() {
        return new RabbitAdmin(
                URI.create("http://127.0.0.1:" + state.managementPort()), state.user(), state.password());
    }

    public int amqpPort() {
        return state.amqpPort();
    }

    public int managementPort() {
        return state.managementPort();
    }

    /** The vhost that the node has from its first start. */
    public String vhost() {
        return state.vhost();
    }

    /** The node's process, or empty while it is stopped. */
    public synchronized Optional<RunningProcess> process() {
        return Optional.ofNullable(state.process());
    }

    public Path folder() {
        return files.folder();
    }

    public Path log() {
        return files.log();
    }
}
