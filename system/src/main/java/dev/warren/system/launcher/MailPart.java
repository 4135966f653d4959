package dev.warren.system.launcher;

import dev.warren.local.Await;
import dev.warren.local.LocalException;
import dev.warren.local.Ports;
import dev.warren.local.RunningProcess;
import dev.warren.system.launcher.State.Mail;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The mail sink, in a small process of its own. */
final class MailPart {
    private static final int SMTP_PORT = 1025;
    private static final int HTTP_PORT = 8025;
    private static final Duration START = Duration.ofSeconds(20);
    private static final Duration STOP = Duration.ofSeconds(10);

    private final Home home;

    MailPart(Home home) {
        this.home = home;
    }

    boolean isRunning(Mail mail) {
        return mail.process().isAlive();
    }

    static void requireFreePorts() {
        PortHolder.requireFree(SMTP_PORT, "the mail sink (SMTP)");
        PortHolder.requireFree(HTTP_PORT, "the mail sink (HTTP)");
    }

    /** Starts it and returns once both ports answer. */
    Mail start() {
        Path jar = new BuiltJar(home.project(), home.running(), "system").copied();
        Path log = home.log("mail-sink");
        RunningProcess process = Detached.start(
                List.of(
                        "-Xmx64m",
                        "-XX:+UseSerialGC",
                        "-XX:+ExitOnOutOfMemoryError",
                        "-Dlogback.configurationFile=launcher-logback.xml",
                        "-cp",
                        jar.toString(),
                        MailSinkMain.class.getName(),
                        Integer.toString(SMTP_PORT),
                        Integer.toString(HTTP_PORT)),
                Map.of(),
                log);
        Await.until(START, () -> !process.isAlive() || (Ports.answers(SMTP_PORT) && Ports.answers(HTTP_PORT)));
        if (!process.isAlive() || !Ports.answers(HTTP_PORT)) {
            process.stop(Duration.ZERO);
            throw new LocalException(
                    "MAIL_SINK_NOT_STARTED", "the mail sink did not start. From " + log + ":" + Detached.logTail(log));
        }
        return new Mail(SMTP_PORT, "http://127.0.0.1:" + HTTP_PORT, process);
    }

    /** Whether it ended by itself. */
    boolean stop(Mail mail) {
        return mail.process().stop(STOP);
    }
}
