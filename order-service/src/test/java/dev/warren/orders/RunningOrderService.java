package dev.warren.orders;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.Delivery;
import dev.warren.events.Catalogue;
import dev.warren.events.EventType;
import dev.warren.events.UserLookup;
import dev.warren.local.RunningService;
import dev.warren.local.TestBroker;
import dev.warren.local.TestClient;
import dev.warren.local.TestClient.Answer;
import dev.warren.local.TestDatabase;
import dev.warren.local.TestVhost;
import dev.warren.messaging.requests.Handler;
import dev.warren.messaging.topology.Definitions;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The service in this process, on a real broker and a real database of its own, as its users and its neighbours see it. */
public final class RunningOrderService implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final TestVhost vhost = TestBroker.freshVhost();
    private final TestDatabase database = TestDatabase.fresh();
    private final HttpClient http = HttpClient.newHttpClient();
    private final BlockingQueue<Delivery> said = new LinkedBlockingQueue<>();
    private final List<RunningService> instances;
    private final AtomicInteger requests = new AtomicInteger();
    private final Connection connection;
    private final Channel channel;

    private RunningOrderService(int instances, Map<String, ?> configuration) throws IOException, TimeoutException {
        vhost.admin().importDefinitions(definitions());
        connection = connect();
        channel = connection.createChannel();
        channel.confirmSelect();
        listen();
        this.instances = Stream.generate(() -> RunningService.start(surroundings(), configuration))
                .limit(instances)
                .toList();
    }

    /** Starts the service; blocks until it is ready and hears its queue. */
    public static RunningOrderService start(Map<String, ?> configuration) {
        return start(1, configuration);
    }

    /** Starts several instances, which are asked in turn. */
    public static RunningOrderService start(int instances, Map<String, ?> configuration) {
        try {
            return new RunningOrderService(instances, configuration);
        } catch (IOException | TimeoutException e) {
            throw new IllegalStateException(e);
        }
    }

    private String definitions() {
        Set<String> spoken = Catalogue.types().stream().map(EventType::name).collect(Collectors.toSet());
        return Definitions.of(
                vhost.name(), List.of(OrderService.PARTICIPANT, Somebody.INSTEAD_OF_USER_SERVICE), spoken, Set.of());
    }

    private Map<String, Object> surroundings() {
        var surroundings = new HashMap<String, Object>(database.settings());
        surroundings.putAll(Map.of(
                "micronaut.server.port", -1,
                "rabbitmq.host", vhost.host(),
                "rabbitmq.port", vhost.port(),
                "rabbitmq.virtual-host", vhost.name(),
                "rabbitmq.username", vhost.user(),
                "rabbitmq.password", vhost.password()));
        return surroundings;
    }

    private Connection connect() throws IOException, TimeoutException {
        var factory = new ConnectionFactory();
        factory.setHost(vhost.host());
        factory.setPort(vhost.port());
        factory.setVirtualHost(vhost.name());
        factory.setUsername(vhost.user());
        factory.setPassword(vhost.password());
        return factory.newConnection("the test");
    }

    private void listen() throws IOException {
        String queue = channel.queueDeclare().getQueue();
        channel.queueBind(queue, OrderService.PARTICIPANT.exchange(), "#");
        channel.basicConsume(queue, true, (tag, delivery) -> said.add(delivery), tag -> {});
    }

    public URI uri() {
        return instances.getFirst().uri();
    }

    /** Of every instance. */
    public List<URI> uris() {
        return instances.stream().map(RunningService::uri).toList();
    }

    /** The broker closes every connection; the services come back by themselves. */
    public void cutConnections() {
        vhost.admin().closeConnections(vhost.name());
    }

    /** As {@link RunningService#routes}. */
    public Set<String> routes() {
        return instances.getFirst().routes();
    }

    /** Asks the next instance. */
    public TestClient client() {
        return instances.get(requests.getAndIncrement() % instances.size()).client();
    }

    public Answer get(String path) {
        return client().get(path);
    }

    /** With its body as it is on the wire. */
    public HttpResponse<byte[]> getAs(String accept, String path) {
        try {
            var request = HttpRequest.newBuilder(uri().resolve(path)).header("Accept", accept);
            return http.send(request.timeout(LIMIT).build(), BodyHandlers.ofByteArray());
        } catch (IOException | InterruptedException e) {
            throw new AssertionError("no answer to " + path, e);
        }
    }

    /** From now on somebody says who users are, until closed. */
    public Somebody somebodyAnswers(Handler<UserLookup, UserLookup.Found> handler) {
        return Somebody.on(vhost, handler);
    }

    /** @param headers names and values in turn */
    public Answer post(String path, String json, String... headers) {
        return client().post(path, json, headers);
    }

    public Answer put(String path, String json) {
        return client().send("PUT", path, json);
    }

    public Answer delete(String path) {
        return client().send("DELETE", path, "");
    }

    public Answer cancel(String orderId) {
        return post("/orders/" + orderId + "/cancel", "");
    }

    /** Says something as a neighbour; returns once the broker has it. */
    public void publish(String exchange, BasicProperties properties, byte[] body) {
        try {
            channel.basicPublish(exchange, properties.getType(), properties, body);
            channel.waitForConfirmsOrDie(LIMIT.toMillis());
        } catch (IOException | InterruptedException | TimeoutException e) {
            throw new AssertionError(e);
        }
    }

    /** The next event that the service says; waits for it. */
    public Delivery hear() {
        try {
            Delivery next = said.poll(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
            if (next == null) {
                throw new AssertionError("the service says nothing");
            }
            return next;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** The next event about an order; waits for it, and forgets what is said of others meanwhile. */
    public Delivery hearOf(String order) {
        Delivery next = hear();
        return order.equals(next.getProperties().getCorrelationId()) ? next : hearOf(order);
    }

    /** What the service has said and nobody has asked for yet. */
    public List<Delivery> saidSoFar() {
        return List.copyOf(said);
    }

    /** Changes something behind the service's back. */
    public void run(String sql) {
        try (var session = session();
                var statement = session.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private java.sql.Connection session() throws SQLException {
        return DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
    }

    /** Rows of a table. */
    public long count(String table) {
        try (var session = session();
                var select = session.createStatement();
                var rows = select.executeQuery("select count(*) from " + table)) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        instances.forEach(RunningService::close);
        connection.abort();
        vhost.close();
    }
}
