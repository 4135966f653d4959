package dev.warren.local;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Runs a command, such as a build with all its tests, with one real broker for all JVMs in it: every {@link TestBroker} below
 * finds it by {@code WARREN_TEST_AMQP_URI}. Installs RabbitMQ when there is none and that is allowed. What was started is
 * stopped however the command ends.
 */
public final class WithTestBroker {
    private static final Duration CHILD_STOPS = Duration.ofSeconds(30);

    private WithTestBroker() {}

    public static void main(String[] command) throws InterruptedException {
        try {
            System.exit(run(List.of(command)));
        } catch (LocalException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }

    private static int run(List<String> command) throws InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
        if (System.getenv("WARREN_TEST_AMQP_URI") == null) {
            installIfAllowed();
            TestBroker broker = TestBroker.get();
            URI management = broker.admin().uri();
            String credentials = RabbitAdmin.encoded(broker.admin().user()) + ":"
                    + RabbitAdmin.encoded(broker.admin().password());
            builder.environment()
                    .put("WARREN_TEST_AMQP_URI", "amqp://" + credentials + "@" + broker.host() + ":" + broker.port());
            builder.environment()
                    .put(
                            "WARREN_TEST_AMQP_ADMIN_URI",
                            "http://" + credentials + "@" + management.getHost() + ":" + management.getPort());
            System.out.println(
                    "one broker for all tests: RabbitMQ " + broker.admin().version() + " on port " + broker.port());
        }
        try {
            Process child = builder.start();
            Optional<RunningProcess> running = RunningProcess.of(child.pid());
            running.ifPresent(process -> AtExit.run(() -> process.stop(CHILD_STOPS)));
            return child.waitFor();
        } catch (IOException e) {
            throw new LocalException("COMMAND_FAILED", command.getFirst() + " could not be run: " + e.getMessage(), e);
        }
    }

    /** Some tests stop and start a broker of their own, which needs it installed; the others may do with another. */
    private static void installIfAllowed() {
        try {
            RabbitInstallation.findOrInstall(System.out::println);
        } catch (RabbitNotInstalled e) {
            if (!Docker.maybeThere() && !Ports.answers(5672)) {
                throw e;
            }
            System.out.println(e.getMessage());
        }
    }
}
