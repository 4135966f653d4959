package dev.warren.system.bench;

import dev.warren.local.Await;
import dev.warren.local.LocalException;
import dev.warren.local.Ports;
import dev.warren.system.launcher.MailSinkMain;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/** The local mail sink as a process of its own, so that its CPU time can be told apart. */
final class MailServer implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(30);

    private final int port = Ports.anyFree();
    private final Thread atExit = new Thread(this::end, "mail-server-at-exit");
    private final Process process;

    private MailServer(Path log) throws IOException {
        process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-XX:+UseSerialGC",
                        "-Dlogback.configurationFile=launcher-logback.xml",
                        "-cp",
                        System.getProperty("java.class.path"),
                        MailSinkMain.class.getName(),
                        Integer.toString(port),
                        Integer.toString(Ports.anyFree()))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    /** Blocks until it takes mail. */
    static MailServer start(Path log) {
        MailServer server;
        try {
            server = new MailServer(log);
        } catch (IOException e) {
            throw new LocalException("MAIL_SINK_NOT_STARTED", e.getMessage(), e);
        }
        if (!Await.until(START, () -> Ports.answers(server.port) || !server.process.isAlive())
                || !server.process.isAlive()) {
            server.close();
            throw new LocalException("MAIL_SINK_NOT_STARTED", "the mail sink did not start; its log is " + log);
        }
        return server;
    }

    int port() {
        return port;
    }

    long pid() {
        return process.pid();
    }

    private void end() {
        process.destroy();
    }

    @Override
    public void close() {
        end();
        Runtime.getRuntime().removeShutdownHook(atExit);
    }
}
