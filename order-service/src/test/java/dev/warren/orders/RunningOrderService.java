package dev.warren.orders;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.Delivery;
import dev.warren.events.Catalogue;
import dev.warren.events.EventType;
import dev.warren.events.UserLookup;
import dev.warren.local.TestBroker;
import dev.warren.local.TestDatabase;
import dev.warren.local.TestTokens;
import dev.warren.local.TestVhost;
import dev.warren.messaging.requests.Handler;
import dev.warren.messaging.topology.Definitions;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.web.router.Router;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
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
import java.util.stream.IntStream;

/** The service in this process, on a real broker and a real database of its own, as its users and its neighbours see it. */
public final class RunningOrderService implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final TestVhost vhost = TestBroker.freshVhost();
    private final TestDatabase database = TestDatabase.fresh();
    private final HttpClient http = HttpClient.newHttpClient();
    private final BlockingQueue<Delivery> said = new LinkedBlockingQueue<>();
    private final List<EmbeddedServer> instances;
    private final AtomicInteger requests = new AtomicInteger();
    private final Connection connection;
    private final Channel channel;

    private RunningOrderService(int instances, Map<String, Object> configuration) throws IOException, TimeoutException {
        vhost.admin().importDefinitions(definitions());
        connection = connect();
        channel = connection.createChannel();
        channel.confirmSelect();
        listen();
        var all = new HashMap<String, Object>(configuration);
        all.putAll(surroundings());
        this.instances = IntStream.range(0, instances)
                .mapToObj(i -> ApplicationContext.run(EmbeddedServer.class, all, "test"))
                .toList();
        this.instances.forEach(instance -> await().atMost(LIMIT).until(() -> isListening(instance)));
    }

    /** Starts the service; blocks until it is ready and hears its queue. */
    public static RunningOrderService start(Map<String, Object> configuration) {
        return start(1, configuration);
    }

    /** Starts several instances, which are asked in turn. */
    public static RunningOrderService start(int instances, Map<String, Object> configuration) {
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

    private boolean isListening(EmbeddedServer instance) {
        JsonNode messaging =
                send(asOperator(request(instance, "/health/readiness"))).json().at("/details/messaging");
        JsonNode details = messaging.path("details");
        return messaging.path("status").asText().equals("UP")
                && details.path("broker").asText().equals("up")
                && details.path("publishing").asBoolean();
    }

    /** A secured service tells its details to nobody else. */
    private static HttpRequest.Builder asOperator(HttpRequest.Builder request) {
        return request.header("Authorization", "Bearer " + TestTokens.operator())
                .GET();
    }

    public URI uri() {
        return instances.getFirst().getURI();
    }

    /** Such as {@code GET /orders/{id}}; those of HEAD follow from those of GET. */
    public Set<String> routes() {
        return instances
                .getFirst()
                .getApplicationContext()
                .getBean(Router.class)
                .uriRoutes()
                .map(route -> route.getHttpMethodName() + " " + route.getUriMatchTemplate())
                .filter(route -> !route.startsWith("HEAD "))
                .collect(Collectors.toSet());
    }

    /** An answer to a request. */
    public record Answer(HttpResponse<String> response) {

        public int status() {
            return response.statusCode();
        }

        public String header(String name) {
            return response.headers().firstValue(name).orElse(null);
        }

        public JsonNode json() {
            try {
                return JSON.readTree(response.body());
            } catch (IOException e) {
                throw new UncheckedIOException(response.body(), e);
            }
        }
    }

    public Answer get(String path) {
        return send(request(path).GET());
    }

    /** With its body as it is on the wire. */
    public HttpResponse<byte[]> getAs(String accept, String path) {
        try {
            return http.send(request(path).header("Accept", accept).GET().build(), BodyHandlers.ofByteArray());
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
        var request = request(path).header("Content-Type", "application/json");
        return send((headers.length == 0 ? request : request.headers(headers)).POST(BodyPublishers.ofString(json)));
    }

    public Answer postAs(String contentType, String path, String body) {
        return send(request(path).header("Content-Type", contentType).POST(BodyPublishers.ofString(body)));
    }

    public Answer put(String path, String json) {
        return send(request(path).header("Content-Type", "application/json").PUT(BodyPublishers.ofString(json)));
    }

    public Answer delete(String path) {
        return send(request(path).DELETE());
    }

    public Answer cancel(String orderId) {
        return send(request("/orders/" + orderId + "/cancel").POST(BodyPublishers.noBody()));
    }

    private HttpRequest.Builder request(String path) {
        return request(instances.get(requests.getAndIncrement() % instances.size()), path);
    }

    private static HttpRequest.Builder request(EmbeddedServer instance, String path) {
        return HttpRequest.newBuilder(URI.create(instance.getURI() + path)).timeout(LIMIT);
    }

    private Answer send(HttpRequest.Builder request) {
        try {
            return new Answer(http.send(request.build(), BodyHandlers.ofString()));
        } catch (IOException | InterruptedException e) {
            throw new AssertionError("no answer to " + request.build(), e);
        }
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
        instances.forEach(EmbeddedServer::close);
        connection.abort();
        vhost.close();
    }
}
