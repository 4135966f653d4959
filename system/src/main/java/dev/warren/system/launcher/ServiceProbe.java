package dev.warren.system.launcher;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * What a service says about itself over HTTP. Every question blocks for at most three seconds and never throws.
 *
 * @param token for a secured service
 */
record ServiceProbe(String url, Optional<String> token) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration TIMEOUT = Duration.ofSeconds(3);
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(TIMEOUT)
            .build();

    boolean isReady() {
        return get("/health/readiness")
                .filter(answer -> answer.statusCode() == 200)
                .isPresent();
    }

    /** The state of each instance that it knows from heartbeats, by {@code service@port}; empty when it does not answer. */
    Map<String, String> known() {
        Map<String, String> states = new TreeMap<>();
        get("/services").filter(answer -> answer.statusCode() == 200).ifPresent(answer -> {
            for (JsonNode item : json(answer.body()).path("items")) {
                states.put(
                        place(item.path("name").asText(), item.path("port").asInt()),
                        item.path("state").asText());
            }
        });
        return states;
    }

    /** How an instance is named in what is known. */
    static String place(String service, int port) {
        return service + "@" + port;
    }

    /** The bytes of heap in use, if it tells its metrics. */
    OptionalLong heapBytes() {
        return get("/prometheus")
                .filter(answer -> answer.statusCode() == 200)
                .map(answer -> OptionalLong.of((long) answer.body()
                        .lines()
                        .filter(line -> line.startsWith("jvm_memory_used_bytes{") && line.contains("area=\"heap\""))
                        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                        .sum()))
                .orElse(OptionalLong.empty());
    }

    private Optional<HttpResponse<String>> get(String path) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(url + path)).timeout(TIMEOUT);
        token.ifPresent(it -> request.header("Authorization", "Bearer " + it));
        try {
            return Optional.of(HTTP.send(request.build(), BodyHandlers.ofString()));
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            return JSON.missingNode();
        }
    }
}
