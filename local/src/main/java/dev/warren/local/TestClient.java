package dev.warren.local;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;

/** Asks a service over HTTP, as its callers do. Each call blocks until the answer is there, 20 seconds at most. Thread-safe. For tests. */
public final class TestClient {

    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI service;

    public TestClient(URI service) {
        this.service = service;
    }

    /** What came back. */
    public record Answer(HttpResponse<String> response) {

        public int status() {
            return response.statusCode();
        }

        public String text() {
            return response.body();
        }

        /** The first value; null if there is none. */
        public String header(String name) {
            return response.headers().firstValue(name).orElse(null);
        }

        public JsonNode json() {
            try {
                return JSON.readTree(text());
            } catch (JsonProcessingException e) {
                throw new AssertionError("not JSON: " + text(), e);
            }
        }
    }

    /** @param headers names and values in turn */
    public Answer get(String path, String... headers) {
        return send("GET", path, "", headers);
    }

    /**
     * As {@link #get}, of an answer without an end: what was answered is its beginning only, if it is no refusal.
     *
     * @param headers names and values in turn
     */
    public Answer begin(String path, String... headers) {
        var request = HttpRequest.newBuilder(URI.create(service + path)).timeout(TIMEOUT);
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return new Answer(http.send(
                    request.build(),
                    answer -> answer.statusCode() == 200
                            ? new Unread()
                            : BodySubscribers.ofString(StandardCharsets.UTF_8)));
        } catch (IOException | InterruptedException e) {
            throw new AssertionError("no answer to GET " + path, e);
        }
    }

    /** @param headers names and values in turn */
    public Answer post(String path, String json, String... headers) {
        return send("POST", path, json, headers);
    }

    /**
     * Sends any request.
     *
     * @param body JSON, unless the headers say otherwise; may be empty
     * @param headers names and values in turn
     */
    public Answer send(String method, String path, String body, String... headers) {
        var request = HttpRequest.newBuilder(URI.create(service + path)).timeout(TIMEOUT);
        if (headers.length > 0) {
            request.headers(headers);
        }
        if (!body.isEmpty() && Arrays.stream(headers).noneMatch("Content-Type"::equalsIgnoreCase)) {
            request.header("Content-Type", "application/json");
        }
        request.method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        try {
            return new Answer(http.send(request.build(), BodyHandlers.ofString()));
        } catch (IOException | InterruptedException e) {
            throw new AssertionError("no answer to " + method + " " + path, e);
        }
    }
}
