package dev.warren.messaging.tally;

import dev.warren.messaging.FailPoint;
import dev.warren.messaging.tally.TallyService.Setup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** An instance of the tally service in a process of its own, so that it can die like one. */
final class TallyProcess implements AutoCloseable {

    private final Process process;

    private TallyProcess(Process process) {
        this.process = process;
    }

    /** Serves until its standard input ends, so that it never outlives its test. */
    public static void main(String[] args) throws Exception {
        var surroundings = new Surroundings(
                args[0], Integer.parseInt(args[1]), args[2], args[3], args[4], args[5], args[6], args[7], args[8]);
        var participant = Boolean.getBoolean("tally.late") ? TallyService.LATE : TallyService.TALLY;
        new TallyService(surroundings, Setup.usual().with(participant).with(TallyConfiguration.batches(32, 64)))
                .start();
        while (System.in.read() >= 0) {
            // Nothing is said to it.
        }
        Runtime.getRuntime().halt(0);
    }

    /** Starts a process that halts when it reaches the point for the n-th time. */
    static TallyProcess dyingAt(FailPoint point, int times, Surroundings surroundings, String... options) {
        var all = new ArrayList<>(List.of(options));
        all.add("-Dwarren.fail-point=" + point + ":" + times);
        return start(surroundings, all.toArray(String[]::new));
    }

    static TallyProcess start(Surroundings surroundings, String... options) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx128m", "-XX:TieredStopAtLevel=1", "-Xshare:auto"));
        command.addAll(List.of(options));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), TallyProcess.class.getName()));
        command.addAll(Stream.of(
                        surroundings.host(),
                        String.valueOf(surroundings.port()),
                        surroundings.vhost(),
                        surroundings.user(),
                        surroundings.password(),
                        surroundings.managementUri(),
                        surroundings.jdbcUrl(),
                        surroundings.jdbcUser(),
                        surroundings.jdbcPassword())
                .toList());
        try {
            Path log = Files.createTempFile(Files.createDirectories(Path.of("target", "tally")), "process-", ".log");
            return new TallyProcess(new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Waits until the process has ended and returns its exit code. */
    int awaitEnd() throws InterruptedException {
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            throw new AssertionError("the process still runs");
        }
        return process.exitValue();
    }

    /** SIGKILL. */
    @Override
    public void close() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }
}
