package dev.warren.system.bench;

import com.rabbitmq.client.ConnectionFactory;
import dev.warren.local.LocalException;
import dev.warren.local.RabbitAdmin;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;

/**
 * RabbitMQ's own load generator, in a process of its own and a vhost of its own, doing with messages what the services do: persistent ones
 * through a quorum queue, confirmed, with as many in flight, fetched and acknowledged at a time as the services have.
 */
final class PerfTest {
    static final String VHOST = "perf-test";

    /** The weight of an event: its data, its properties and its headers. */
    private static final int SIZE = 800;

    private final Subject subject;
    private final Duration lasting;

    PerfTest(Subject subject, Duration lasting) {
        this.subject = subject;
        this.lasting = lasting;
    }

    /** Without the address of the broker, which holds its password. */
    List<String> options() {
        return List.of(
                "--quorum-queue",
                "--queue",
                "limit",
                "--flag",
                "persistent",
                "--flag",
                "mandatory",
                "--size",
                Integer.toString(SIZE),
                "--confirm",
                "1000",
                "--qos",
                "512",
                "--multi-ack-every",
                "256",
                "--time",
                Long.toString(lasting.toSeconds()));
    }

    /**
     * Blocks until it has ended, some two seconds longer than it lasts.
     *
     * @param progress told the seconds that are over
     * @throws LocalException {@code PERF_TEST_FAILED} with what it said
     */
    Limit run(IntConsumer progress) throws IOException, InterruptedException {
        var admin = subject.live().admin();
        admin.createVhost(VHOST);
        try {
            return limit(start(), progress);
        } finally {
            admin.deleteVhost(VHOST);
        }
    }

    private Limit limit(Process process, IntConsumer progress) throws IOException, InterruptedException {
        var lines = new ArrayList<String>();
        try (var output = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                lines.add(line);
                progress.accept((int) lines.stream().filter(Limit::isSecond).count());
            }
        } finally {
            process.destroy();
        }
        if (!process.waitFor(1, TimeUnit.MINUTES) || process.exitValue() != 0) {
            throw new LocalException("PERF_TEST_FAILED", String.join("\n", lines));
        }
        // The first seconds go by while it is compiled.
        return Limit.of(lines.stream(), (int) lasting.toSeconds() / 3);
    }

    private Process start() throws IOException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.add("com.rabbitmq.perf.PerfTest");
        command.addAll(List.of("--uri", uri()));
        command.addAll(options());
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }

    private String uri() {
        ConnectionFactory broker = subject.live().administrator();
        return "amqp://%s:%s@%s:%d/%s"
                .formatted(
                        RabbitAdmin.encoded(broker.getUsername()),
                        RabbitAdmin.encoded(broker.getPassword()),
                        broker.getHost(),
                        broker.getPort(),
                        VHOST);
    }
}
