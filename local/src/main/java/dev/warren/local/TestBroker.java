package dev.warren.local;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.ContainerFetchException;
import org.testcontainers.containers.ContainerLaunchException;
import org.testcontainers.rabbitmq.RabbitMQContainer;
import org.testcontainers.utility.DockerImageName;

/**
 * The real broker that the tests of this JVM use, picked once: the one that {@code WARREN_TEST_AMQP_URI} and {@code
 * WARREN_TEST_AMQP_ADMIN_URI} name; one on 5672 whose management API on 15672 admits guest; a container where Docker answers;
 * the installed RabbitMQ as a private node. What was started here is stopped when the JVM ends. Immutable.
 *
 * @param endsWithUs whether it was started by this JVM and ends with it
 */
public record TestBroker(String host, int port, RabbitAdmin admin, boolean endsWithUs) {
    private static final Logger LOG = LoggerFactory.getLogger(TestBroker.class);
    private static final DockerImageName IMAGE = DockerImageName.parse("rabbitmq:4-management");
    private static TestBroker ofThisJvm;

    /**
     * The broker of this JVM. The first call may start one, some ten seconds. Thread-safe.
     *
     * @throws LocalException when no broker can be had; says what to do
     */
    public static synchronized TestBroker get() {
        if (ofThisJvm == null) {
            ofThisJvm = pick();
        }
        return ofThisJvm;
    }

    /** A new vhost on the broker of this JVM. Thread-safe. */
    public static TestVhost freshVhost() {
        TestBroker broker = get();
        TestVhost vhost = new TestVhost("test-" + UUID.randomUUID(), broker);
        broker.admin().createVhost(vhost.name());
        if (!broker.endsWithUs()) {
            AtExit.run(vhost::close);
        }
        return vhost;
    }

    /**
     * A private node for tests that stop and start the broker itself; it is deleted when the JVM ends. Blocks until it is up.
     *
     * @throws RabbitNotInstalled when there is no installed RabbitMQ
     */
    public static RabbitNode ownNode() {
        TestFolders.sweep();
        Path folder = TestFolders.create("broker");
        RabbitInstallation installation = RabbitInstallation.find()
                .orElseThrow(() -> new RabbitNotInstalled("A test needs a broker that it may stop and start."));
        RabbitNode node = RabbitNode.in(folder, "warren");
        AtExit.run(() -> {
            node.kill();
            Folders.delete(folder);
        });
        return node.start(installation);
    }

    private static TestBroker pick() {
        return named().or(TestBroker::onUsualPorts)
                .or(TestBroker::inDocker)
                .or(TestBroker::installed)
                .orElseThrow(() -> new RabbitNotInstalled("The tests need a real broker and found none."));
    }

    private static Optional<TestBroker> named() {
        String amqp = System.getenv("WARREN_TEST_AMQP_URI");
        if (amqp == null) {
            return Optional.empty();
        }
        String management = System.getenv("WARREN_TEST_AMQP_ADMIN_URI");
        if (management == null) {
            throw new LocalException(
                    "TEST_BROKER_ADMIN",
                    "WARREN_TEST_AMQP_URI is set but WARREN_TEST_AMQP_ADMIN_URI is not: set it to the management API, "
                            + "http://user:password@host:15672");
        }
        URI uri = URI.create(amqp);
        return picked(
                "WARREN_TEST_AMQP_URI",
                new TestBroker(
                        uri.getHost(),
                        uri.getPort() < 0 ? 5672 : uri.getPort(),
                        RabbitAdmin.of(URI.create(management)),
                        false));
    }

    private static Optional<TestBroker> onUsualPorts() {
        RabbitAdmin guest = new RabbitAdmin(URI.create("http://127.0.0.1:15672"), "guest", "guest");
        return Ports.answers(5672) && guest.admitsUs()
                ? picked("the broker on 5672", new TestBroker("127.0.0.1", 5672, guest, false))
                : Optional.empty();
    }

    private static Optional<TestBroker> inDocker() {
        if (!Docker.maybeThere() || !DockerClientFactory.instance().isDockerAvailable()) {
            return Optional.empty();
        }
        RabbitMQContainer container = new RabbitMQContainer(IMAGE);
        try {
            container.start();
        } catch (ContainerLaunchException | ContainerFetchException e) {
            LOG.warn("Docker answers but could not start {}; looking for an installed broker", IMAGE, e);
            return Optional.empty();
        }
        RabbitAdmin admin = new RabbitAdmin(
                URI.create(container.getHttpUrl()), container.getAdminUsername(), container.getAdminPassword());
        return picked(
                "a container of " + IMAGE, new TestBroker(container.getHost(), container.getAmqpPort(), admin, true));
    }

    private static Optional<TestBroker> installed() {
        return RabbitInstallation.find().flatMap(installation -> {
            RabbitNode node = ownNode();
            return picked(
                    "a private node of " + installation.scripts(),
                    new TestBroker("127.0.0.1", node.amqpPort(), node.admin(), true));
        });
    }

    private static Optional<TestBroker> picked(String what, TestBroker broker) {
        LOG.info(
                "tests use {}: {}:{}, RabbitMQ {}",
                what,
                broker.host(),
                broker.port(),
                broker.admin().version());
        return Optional.of(broker);
    }
}
