package dev.warren.system.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** One service's HTTP edge, as a client sees it. Thread-safe; calls block. */
public final class Edge {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final URI base;
    private final Duration timeout;
    private final Optional<String> token;
    private final HttpClient http;

    public Edge(URI base) {
        this(base, TIMEOUT, Optional.empty());
    }

    private Edge(URI base, Duration timeout, Optional<String> token) {
        this.base = base;
        this.timeout = timeout;
        this.token = token;
        http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(timeout)
                .build();
    }

    /** The same edge for a client of another patience. */
    public Edge within(Duration patience) {
        return new Edge(base, patience, token);
    }

    /** The same edge for a client that shows a token. */
    public Edge with(String bearerToken) {
        return new Edge(base, timeout, Optional.of(bearerToken));
    }

    /**
     * An answer.
     *
     * @param body a missing node if it had none
     * @param retryAfter in seconds
     */
    public record Answer(int status, JsonNode body, OptionalLong retryAfter) {

        /** The body, if the status is the expected one. */
        public JsonNode expect(int expected) {
            if (status != expected) {
                throw new IllegalStateException("expected %d but was answered %d %s".formatted(expected, status, body));
            }
            return body;
        }
    }

    public Answer get(String path) throws IOException {
        return send(request(path).GET());
    }

    /** The body of a 200 that is no JSON. */
    public String text(String path) throws IOException {
        var response = exchange(request(path).GET(), BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw new IOException("%s must be answered 200 but was answered %d %s"
                    .formatted(base.resolve(path), response.statusCode(), response.body()));
        }
        return response.body();
    }

    public Answer post(String path, Object body, Map<String, String> headers) throws IOException {
        var request = request(path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)));
        headers.forEach(request::header);
        return send(request);
    }

    public Answer post(String path, Object body) throws IOException {
        return post(path, body, Map.of());
    }

    /** Without a body. */
    public Answer post(String path) throws IOException {
        return send(request(path).POST(BodyPublishers.noBody()));
    }

    public Answer delete(String path) throws IOException {
        return send(request(path).DELETE());
    }

    public Answer put(String path, Object body) throws IOException {
        return send(request(path)
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body))));
    }

    private HttpRequest.Builder request(String path) {
        var request = HttpRequest.newBuilder(base.resolve(path)).timeout(timeout);
        token.ifPresent(it -> request.header("Authorization", "Bearer " + it));
        return request;
    }

    private Answer send(HttpRequest.Builder request) throws IOException {
        var response = exchange(request, BodyHandlers.ofByteArray());
        return new Answer(
                response.statusCode(),
                JSON.readTree(response.body()),
                response.headers().firstValueAsLong("Retry-After"));
    }

    private <T> HttpResponse<T> exchange(HttpRequest.Builder request, HttpResponse.BodyHandler<T> body)
            throws IOException {
        try {
            return http.send(request.build(), body);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while waiting for an answer");
        }
    }
}
