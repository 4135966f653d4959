package dev.warren.users.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.warren.local.AccessMatrix;
import dev.warren.local.AccessMatrix.Owners;
import dev.warren.local.TestTokens;
import dev.warren.messaging.Messaging;
import dev.warren.users.Surroundings;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import io.micronaut.web.router.Router;
import jakarta.inject.Inject;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Who may do what. */
@MicronautTest(transactional = false)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AccessIT implements TestPropertyProvider {

    private static final Duration AT_MOST = Duration.ofSeconds(20);
    private static final String LIMIT = "{\"amount\":\"100.00\",\"currency\":\"EUR\"}";
    private static final String SOMEBODY =
            "{\"name\":\"Somebody\",\"email\":\"somebody@example.org\",\"creditLimit\":%s}".formatted(LIMIT);

    private final Surroundings surroundings = new Surroundings();

    @Inject
    Messaging messaging;

    @Inject
    EmbeddedServer service;

    @Inject
    Router router;

    @Override
    public Map<String, String> getProperties() {
        var properties = new HashMap<>(surroundings.properties());
        properties.put("micronaut.security.enabled", "true");
        properties.put("edge.security.secret", TestTokens.SECRET);
        return properties;
    }

    @AfterAll
    void stop() {
        service.stop();
        surroundings.close();
    }

    @Test
    void everybody_may_do_what_the_matrix_says_and_nothing_else() throws Exception {
        await().atMost(AT_MOST).until(() -> messaging.runtime().orElseThrow().databaseTrouble() == null);
        String ada = register();
        String bob = register();

        assertThat(new AccessMatrix(service.getURI(), new Owners(ada, ada, bob, bob))
                        .operators("POST /users", SOMEBODY)
                        .ownList("GET /users")
                        .owners("GET /users/{id}", 200, null)
                        .owners("PATCH /users/{id}", 200, "{\"name\":\"Somebody Else\"}")
                        .operators("PUT /users/{id}/credit-limit", LIMIT)
                        .owners("DELETE /users/{id}", 202, "")
                        .violations(routes()))
                .isEmpty();
    }

    /** The subject of a token is a user's id. */
    private String register() throws Exception {
        var request = HttpRequest.newBuilder(service.getURI().resolve("/users"))
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + TestTokens.operator())
                .POST(BodyPublishers.ofString(SOMEBODY))
                .build();
        try (var client = HttpClient.newHttpClient()) {
            var registered = client.send(request, BodyHandlers.ofString());
            assertThat(registered.statusCode()).as(registered.body()).isEqualTo(201);
            return registered.headers().firstValue("Location").orElseThrow().replace("/users/", "");
        }
    }

    private Set<String> routes() {
        return router.uriRoutes()
                .map(route -> route.getHttpMethodName() + " " + route.getUriMatchTemplate())
                .filter(route -> !route.startsWith("HEAD "))
                .collect(Collectors.toSet());
    }
}
