package dev.warren.local;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.web.router.Router;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** A service in this process, from its start until it is closed, as its callers see it. For tests. */
public final class RunningService implements AutoCloseable {

    /** Refuses whoever has no token of {@link TestTokens}, and soon whoever asks too much, even on a slow machine. */
    public static final Map<String, String> SECURED = Map.of(
            "micronaut.security.enabled", "true",
            "edge.security.secret", TestTokens.SECRET,
            "edge.rate-limit.per-second", "10");

    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final EmbeddedServer server;
    private final TestClient client;

    private RunningService(Map<String, Object> properties) {
        server = ApplicationContext.run(EmbeddedServer.class, properties, "test");
        client = new TestClient(server.getURI());
    }

    /**
     * Starts the service whose application is on the class path; returns once it has its tables, hears its queue and can publish.
     *
     * @param properties of its surroundings
     * @param more override them
     */
    public static RunningService start(Map<String, ?> properties, Map<String, ?> more) {
        var all = new HashMap<String, Object>(properties);
        all.putAll(more);
        var service = new RunningService(all);
        if (!Await.until(LIMIT, service::isReady)) {
            service.close();
            throw new AssertionError("the service is not ready after " + LIMIT.toSeconds() + " s: its log says why");
        }
        return service;
    }

    public static RunningService start(Map<String, ?> properties) {
        return start(properties, Map.of());
    }

    /** A secured service tells its details to operators only. */
    private boolean isReady() {
        var messaging = client.get("/health/readiness", "Authorization", "Bearer " + TestTokens.operator())
                .json()
                .at("/details/messaging");
        return messaging.path("status").asText().equals("UP")
                && messaging.at("/details/broker").asText().equals("up")
                && messaging.at("/details/publishing").asBoolean();
    }

    public URI uri() {
        return server.getURI();
    }

    public TestClient client() {
        return client;
    }

    public <T> T bean(Class<T> type) {
        return server.getApplicationContext().getBean(type);
    }

    /** Such as {@code GET /orders/{id}}; those of HEAD follow from those of GET. */
    public Set<String> routes() {
        return bean(Router.class)
                .uriRoutes()
                .map(route -> route.getHttpMethodName() + " " + route.getUriMatchTemplate())
                .filter(route -> !route.startsWith("HEAD "))
                .collect(Collectors.toSet());
    }

    @Override
    public void close() {
        server.close();
    }
}
