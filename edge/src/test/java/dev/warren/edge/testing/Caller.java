package dev.warren.edge.testing;

import io.micronaut.runtime.server.EmbeddedServer;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Asks the tiny service over HTTP, as anybody would. */
@Singleton
public final class Caller {

    private final HttpClient client = HttpClient.newHttpClient();
    private final EmbeddedServer server;

    Caller(EmbeddedServer server) {
        this.server = server;
    }

    public Answer get(String path, String... headers) {
        return send(request(path, headers).GET().build());
    }

    public Answer post(String path, String json, String... headers) {
        return ask("POST", path, json, headers);
    }

    public Answer ask(String method, String path, String json, String... headers) {
        return send(request(path, headers)
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(json))
                .build());
    }

    public HttpRequest.Builder request(String path, String... headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(server.getURI() + path)).timeout(Duration.ofSeconds(20));
        return headers.length == 0 ? request : request.headers(headers);
    }

    public Answer send(HttpRequest request) {
        try {
            return new Answer(client.send(request, BodyHandlers.ofString()));
        } catch (IOException | InterruptedException e) {
            throw new AssertionError("no answer to " + request, e);
        }
    }
}
