package dev.warren.users.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.warren.messaging.Messaging;
import dev.warren.users.Surroundings;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every status by which a request is refused, where it can occur. */
@MicronautTest(transactional = false)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StatusesIT implements TestPropertyProvider {

    private static final Duration AT_MOST = Duration.ofSeconds(20);
    private static final String NOBODY = "019a0b1c-2d3e-7f40-8a1b-2c3d4e5f6071";

    private final Surroundings surroundings = new Surroundings();
    private final HttpClient client = HttpClient.newHttpClient();

    @Inject
    EmbeddedServer service;

    @Inject
    Messaging messaging;

    @Override
    public Map<String, String> getProperties() {
        return surroundings.properties();
    }

    @BeforeAll
    void awaitTables() {
        await().atMost(AT_MOST).until(() -> messaging.runtime().orElseThrow().databaseTrouble() == null);
    }

    @AfterAll
    void stop() {
        service.stop();
        surroundings.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
            GET    | /users/USER              |                                  |              |      | 404
            PATCH  | /users/USER              | Content-Type: application/json   | {"name":"A"} |      | 404
            PUT    | /users/USER/credit-limit | Content-Type: application/json   | {"amount":"1","currency":"EUR"} | | 404
            DELETE | /users/USER              |                                  |              |      | 404
            GET    | /users/USER/nothing      |                                  |              |      | 404
            POST   | /users/USER              | Content-Type: application/json   | {}           | DELETE, GET, HEAD, PATCH | 405
            PUT    | /users                   | Content-Type: application/json   | {}           | GET, HEAD, POST | 405
            GET    | /users/USER/credit-limit |                                  |              | PUT  | 405
            GET    | /users                   | Accept: text/html                |              |      | 406
            GET    | /users/USER              | Accept: application/xml          |              |      | 406
            POST   | /users                   | Content-Type: text/plain         | name         |      | 415
            PATCH  | /users/USER              | Content-Type: application/xml    | <a/>         |      | 415
            PUT    | /users/USER/credit-limit | Content-Type: text/plain         | 1            |      | 415
            GET    | /users/USER              | If-None-Match: unquoted          |              |      | 404
            DELETE | /users/USER              | If-Match: unquoted               |              |      | 400
            GET    | /users?cursor=AAAAAAAAAAAAAAAAAAAAAB |                       |              |      | 400
            GET    | /users?limit=1000        |                                  |              |      | 400""")
    void a_request_that_cannot_be_answered_says_why(
            String method, String path, String header, String body, String allow, int status) throws Exception {
        var response = send(method, path.replace("USER", NOBODY), header, body == null ? "" : body);

        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
        if (allow != null) {
            var allowed =
                    String.join(", ", response.headers().allValues("Allow")).split(", *");
            assertThat(allowed).containsExactlyInAnyOrder(allow.split(", "));
        }
    }

    @Test
    void a_body_that_is_too_large_is_413() throws Exception {
        var response = send("PATCH", "/users/" + NOBODY, "Content-Type: application/json", " ".repeat(70_000) + "{}");

        assertThat(response.statusCode()).as(response.body()).isEqualTo(413);
    }

    private HttpResponse<String> send(String method, String path, String header, String body) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(service.getURI() + path))
                .timeout(AT_MOST)
                .method(method, BodyPublishers.ofString(body));
        if (header != null) {
            String[] parts = header.split(": ");
            request.header(parts[0], parts[1]);
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }
}
