package dev.warren.system.launcher;

import dev.warren.local.Await;
import dev.warren.local.LocalException;
import dev.warren.local.Ports;
import dev.warren.local.RabbitAdmin;
import dev.warren.local.RabbitInstallation;
import dev.warren.local.RabbitNode;
import dev.warren.system.launcher.State.Broker;
import dev.warren.system.launcher.State.BrokerKind;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;

/** Finds or starts a broker: the one that was named, one that is there, a container, the installed RabbitMQ. */
final class BrokerPart {
    static final String VHOST = "warren";
    static final String ADMIN_SECRET = "broker-admin";

    private static final int AMQP_PORT = 5672;
    private static final int MANAGEMENT_PORT = 15672;
    private static final Duration START = Duration.ofSeconds(90);

    private final Home home;
    private final SecretFiles secrets;
    private final Map<String, String> environment;

    BrokerPart(Home home, Map<String, String> environment) {
        this.home = home;
        this.secrets = new SecretFiles(home.secrets());
        this.environment = environment;
    }

    boolean isRunning(Broker broker) {
        return switch (broker.kind()) {
            case NODE -> broker.process() != null && broker.process().isAlive();
            case CONTAINER -> new ContainerBroker(home).isRunning();
            case NAMED, FOUND -> Ports.answers(broker.host(), broker.port());
        };
    }

    /** Returns once the broker answers. Whatever it starts, it starts through the undo. */
    Broker ensure(Undo undo, Consumer<String> progress) {
        if (environment.containsKey("WARREN_AMQP_URI")) {
            return named(URI.create(environment.get("WARREN_AMQP_URI")));
        }
        RabbitNode node = RabbitNode.attach(home.broker()).orElse(null);
        if (node != null) {
            return ours(node);
        }
        ContainerBroker container = new ContainerBroker(home);
        if (container.isRunning()) {
            return awaited(container);
        }
        if (Ports.answers(AMQP_PORT)) {
            return found();
        }
        PortHolder.requireFree(AMQP_PORT, "the broker");
        PortHolder.requireFree(MANAGEMENT_PORT, "the broker's management API");
        if (container.canStart(progress)) {
            return undo.starting(() -> started(container), broker -> container.stop());
        }
        RabbitInstallation installation = RabbitInstallation.findOrInstall(progress);
        RabbitNode fresh = RabbitNode.in(home.broker(), VHOST);
        return undo.starting(() -> ours(fresh.start(installation, AMQP_PORT, MANAGEMENT_PORT)), broker -> fresh.stop());
    }

    /** Makes users, rights and topology as the definitions say. */
    String importDefinitions(Broker broker) {
        RabbitAdmin admin = admin(broker);
        admin.createVhost(broker.vhost());
        admin.importDefinitions(Definitions.withPasswords(Definitions.read(home.definitions()), secrets::get));
        return admin.queues(broker.vhost()).size() + " queues";
    }

    RabbitAdmin admin(Broker broker) {
        return new RabbitAdmin(URI.create(broker.managementUrl()), broker.managementUser(), secrets.get(ADMIN_SECRET));
    }

    boolean isOursRunning() {
        return RabbitNode.attach(home.broker()).isPresent() || new ContainerBroker(home).isRunning();
    }

    /**
     * Stops the broker if it is ours.
     *
     * @return whether it ended by itself
     */
    boolean stop() {
        ContainerBroker container = new ContainerBroker(home);
        if (container.isRunning()) {
            container.stop();
        }
        return RabbitNode.attach(home.broker()).map(RabbitNode::stop).orElse(true);
    }

    private Broker named(URI uri) {
        if (!"amqp".equals(uri.getScheme()) || uri.getHost() == null) {
            throw new LocalException(
                    "BROKER_URI",
                    "WARREN_AMQP_URI must read amqp://host:5672 but its scheme is " + uri.getScheme() + " and its host "
                            + uri.getHost());
        }
        String management = environment.get("WARREN_AMQP_ADMIN_URI");
        if (management == null) {
            throw new LocalException(
                    "BROKER_ADMIN_URI",
                    "WARREN_AMQP_URI names a broker at " + uri.getHost()
                            + ", whose definitions have to be imported: set "
                            + "WARREN_AMQP_ADMIN_URI to its management API, http://user:password@host:15672");
        }
        int port = uri.getPort() < 0 ? AMQP_PORT : uri.getPort();
        if (!Ports.answers(uri.getHost(), port)) {
            throw new LocalException(
                    "BROKER_UNREACHABLE",
                    "nobody answers at " + uri.getHost() + ":" + port + ", which WARREN_AMQP_URI names");
        }
        return foreign(BrokerKind.NAMED, uri.getHost(), port, RabbitAdmin.of(URI.create(management)));
    }

    private Broker found() {
        String management = environment.get("WARREN_AMQP_ADMIN_URI");
        RabbitAdmin admin = management == null
                ? new RabbitAdmin(URI.create("http://127.0.0.1:" + MANAGEMENT_PORT), "guest", "guest")
                : RabbitAdmin.of(URI.create(management));
        if (!admin.admitsUs()) {
            String holder = PortHolder.of(AMQP_PORT)
                    .map(h -> " (process " + h.pid() + ", " + h.command() + ")")
                    .orElse("");
            throw new LocalException(
                    "BROKER_NOT_OURS",
                    "something answers on port " + AMQP_PORT + holder + ", but the management API at " + admin.uri()
                            + " does not admit " + admin.user() + ": stop it, or set WARREN_AMQP_ADMIN_URI to "
                            + "http://user:password@host:15672");
        }
        return foreign(BrokerKind.FOUND, "127.0.0.1", AMQP_PORT, admin);
    }

    private Broker foreign(BrokerKind kind, String host, int port, RabbitAdmin admin) {
        admin.version();
        secrets.put(ADMIN_SECRET, admin.password());
        return new Broker(kind, host, port, VHOST, admin.uri().toString(), admin.user(), null);
    }

    private Broker ours(RabbitNode node) {
        RabbitAdmin admin = node.admin();
        secrets.put(ADMIN_SECRET, admin.password());
        return new Broker(
                BrokerKind.NODE,
                "127.0.0.1",
                node.amqpPort(),
                VHOST,
                admin.uri().toString(),
                admin.user(),
                node.process().orElseThrow());
    }

    private Broker started(ContainerBroker container) {
        container.start(secrets.get(ADMIN_SECRET));
        try {
            return awaited(container);
        } catch (LocalException e) {
            container.stop();
            throw e;
        }
    }

    private Broker awaited(ContainerBroker container) {
        String url = "http://127.0.0.1:" + MANAGEMENT_PORT;
        RabbitAdmin admin = new RabbitAdmin(URI.create(url), ContainerBroker.USER, secrets.get(ADMIN_SECRET));
        if (!Await.until(START, () -> admin.admitsUs() && Ports.answers(AMQP_PORT))) {
            throw new LocalException(
                    "BROKER_NOT_STARTED",
                    "the broker's container was not ready within " + START.toSeconds() + " s. Its last lines:\n"
                            + container.log());
        }
        return new Broker(BrokerKind.CONTAINER, "127.0.0.1", AMQP_PORT, VHOST, url, ContainerBroker.USER, null);
    }
}
