package dev.warren.system.launcher;

import com.rabbitmq.client.ConnectionFactory;
import dev.warren.local.EventSource;
import dev.warren.local.LocalException;
import dev.warren.local.RabbitAdmin;
import dev.warren.system.bench.Subject;
import dev.warren.system.check.collect.LiveSystem;
import dev.warren.system.check.collect.SinkMails;
import dev.warren.system.load.Edge;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The system that {@code up} has started, for commands that use it. */
final class Running {

    /** Five seconds is the broker's own choice. */
    private static final Duration FIGURES_AGE = Duration.ofSeconds(6);

    private final Home home;
    private final State state;

    private Running(Home home, State state) {
        this.home = home;
        this.state = state;
    }

    /** @throws LocalException {@code NOT_RUNNING} when something of it does not run */
    static Running in(Home home) {
        State state = StateFile.of(home).read();
        List<String> missing = Parts.of(home, System.getenv()).missing(state);
        if (!missing.isEmpty()) {
            throw notRunning(String.join(", ", missing));
        }
        return new Running(home, state);
    }

    /** As much of it as runs, for what matters most when something does not. */
    static Running partlyIn(Home home) {
        return new Running(home, StateFile.of(home).read());
    }

    private static LocalException notRunning(String what) {
        return new LocalException("NOT_RUNNING", "not running: " + what + ". Start it: ./warren up");
    }

    /** @throws LocalException {@code NOT_RUNNING} when no instance of the service runs */
    Edge edge(Service service) {
        return edge(state.running(service)
                .orElseThrow(() -> notRunning(service.label()))
                .url());
    }

    private Edge edge(String url) {
        var edge = new Edge(URI.create(url));
        return new LocalTokens(home).ours(state).map(edge::with).orElse(edge);
    }

    /**
     * The live feed, to be opened.
     *
     * @param query empty, or beginning with a question mark
     * @throws LocalException {@code NOT_RUNNING} when no instance of order-service runs
     */
    EventSource events(String query, EventSource.Listener listener) {
        String url = state.running(Service.ORDER)
                .orElseThrow(() -> notRunning(Service.ORDER.label()))
                .url();
        return new EventSource(
                HttpClient.newHttpClient(),
                URI.create(url + "/events" + query),
                // Each time a new one: a feed ends with its token.
                request -> new LocalTokens(home)
                        .ours(state)
                        .ifPresent(token -> request.header("Authorization", "Bearer " + token)),
                listener);
    }

    /** For whoever overhears: the administrator may do what no service may. */
    ConnectionFactory administrator() {
        State.Broker broker = state.broker();
        var factory = new ConnectionFactory();
        factory.setHost(broker.host());
        factory.setPort(broker.port());
        factory.setVirtualHost(broker.vhost());
        factory.setUsername(broker.managementUser());
        factory.setPassword(new SecretFiles(home.secrets()).get(BrokerPart.ADMIN_SECRET));
        return factory;
    }

    /** Where the checker finds its evidence. */
    LiveSystem live() {
        State.Broker broker = state.broker();
        var password = new SecretFiles(home.secrets()).get(BrokerPart.ADMIN_SECRET);
        var admin = new RabbitAdmin(URI.create(broker.managementUrl()), broker.managementUser(), password);
        var databases = new DatabasePart(home, System.getenv());
        var edges = new LinkedHashMap<String, Edge>();
        for (Instance instance : state.instances()) {
            State.ServiceRun run = state.run(instance);
            edges.put(ServiceProbe.place(instance.service().label(), run.port()), edge(run.url()));
        }
        return new LiveSystem(
                databases::connect,
                admin,
                broker.vhost(),
                administrator(),
                new SinkMails(URI.create(state.mail().url())),
                edges,
                Map.of());
    }

    /** For whoever measures it. */
    Subject subject() {
        return new Subject(
                URI.create(state.running(Service.ORDER)
                        .orElseThrow(() -> notRunning(Service.ORDER.label()))
                        .url()),
                new LocalTokens(home).ours(state),
                edge(Service.USER),
                "as it was configured",
                live(),
                pids(),
                FIGURES_AGE);
    }

    /** The processes that run for it, as far as {@code up} knows them. */
    private Map<String, Long> pids() {
        var pids = new LinkedHashMap<String, Long>();
        state.services().forEach((name, run) -> pids.put(name, run.process().pid()));
        if (state.broker().process() != null) {
            pids.put("broker", state.broker().process().pid());
        }
        if (state.database().process() != null) {
            pids.put("database", state.database().process().pid());
        }
        pids.put("mail sink", state.mail().process().pid());
        return pids;
    }

    String whereToLookNext() {
        return """
                Look next at
                  %-22s the orders, as their API tells them
                  %-22s their emails
                  %-22s queues, exchanges, users and message rates (login: ./warren status --json)
                  %-22s what the services did, line by line, with trace ids: ./warren logs""".formatted(
                        Service.ORDER.url() + "/orders",
                        state.mail().url(),
                        state.broker().managementUrl(),
                        home.project().relativize(home.logs()) + "/");
    }
}
