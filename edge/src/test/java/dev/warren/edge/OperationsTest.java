package dev.warren.edge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.warren.edge.testing.Answer;
import dev.warren.edge.testing.Caller;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an operator relies on, without a line of configuration. */
@MicronautTest(transactional = false)
class OperationsTest {

    @Inject
    Caller caller;

    @Inject
    EmbeddedServer server;

    @Inject
    MeterRegistry meters;

    @ParameterizedTest
    @ValueSource(strings = {"/health", "/health/liveness", "/health/readiness"})
    void health_is_answered_with_details(String path) {
        Answer answer = caller.get(path);

        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.json().path("status").asText()).isEqualTo("UP");
        assertThat(answer.json().has("details")).isTrue();
    }

    @Test
    void info_tells_name_and_version() {
        JsonNode info = caller.get("/info").json();

        assertThat(info.path("name").asText()).isEqualTo("edge-test");
        assertThat(info.path("version").asText()).matches("\\d+\\.\\d+\\.\\d+.*");
    }

    @Test
    void metrics_name_the_service() {
        String metrics = caller.get("/prometheus").text();

        assertThat(metrics).contains("jvm_memory_used_bytes{application=\"edge-test\"");
    }

    @Test
    void requests_are_timed_by_operation_and_never_by_what_was_asked_for() {
        caller.get("/parcels/019a0b1c-2d3e-7f40-8a1b-2c3d4e5f6071");
        caller.get("/parcels/1-1-1-1-1?a=b");
        caller.get("/parcels/019a0b1c-2d3e-7f40-0000-000000000000");
        caller.get("/nowhere/at/all");
        caller.post("/nowhere/at/all", "{}");
        caller.ask("PUT", "/parcels/019a0b1c-2d3e-7f40-8a1b-2c3d4e5f6071", "{}");

        assertThat(timed())
                .contains(
                        "GET /parcels/{id} 200",
                        "GET /parcels/{id} 400",
                        "GET /parcels/{id} 404",
                        "PUT UNMATCHED 405",
                        "POST UNMATCHED 404")
                .noneMatch(it -> it.contains("019a0b1c") || it.contains("1-1-1") || it.contains("/at/all"));
    }

    private Set<String> timed() {
        return meters.find("http.server.requests").timers().stream()
                .map(Timer::getId)
                .map(it -> it.getTag("method") + " " + it.getTag("uri") + " " + it.getTag("status"))
                .collect(Collectors.toSet());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/beans", "/env", "/refresh", "/routes", "/stop", "/threaddump", "/metrics"})
    void nothing_else_of_the_inside_is_shown(String path) {
        caller.get(path).problem(404, "NOT_FOUND");
    }

    @Test
    void what_is_logged_can_be_changed_while_the_service_runs() {
        String logger = "/loggers/dev.warren.edge.nothing.in.particular";
        assertThat(effectiveLevel(logger)).isEqualTo("INFO");

        assertThat(caller.post(logger, "{\"configuredLevel\":\"DEBUG\"}").status())
                .isEqualTo(200);
        assertThat(effectiveLevel(logger)).isEqualTo("DEBUG");

        assertThat(caller.post(logger, "{\"configuredLevel\":null}").status()).isEqualTo(200);
        assertThat(effectiveLevel(logger)).isEqualTo("INFO");
        assertThat(caller.post(logger, "{\"configuredLevel\":\"LOUD\"}").status())
                .isEqualTo(400);
    }

    private String effectiveLevel(String logger) {
        return caller.get(logger).json().path("effectiveLevel").asText();
    }

    @Test
    void headers_end_at_8_KiB() throws IOException {
        assertThat(raw("GET /context/blocking HTTP/1.1\r\nHost: x\r\nX-Long: " + "x".repeat(9_000) + "\r\n\r\n"))
                .startsWith("HTTP/1.1 431 ")
                .contains("application/problem+json")
                .contains("HEADERS_TOO_LARGE");
    }

    @Test
    void what_is_not_http_is_a_malformed_request() throws IOException {
        assertThat(raw("GET /%zz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 400 ")
                .contains("application/problem+json");
    }

    private String raw(String request) throws IOException {
        try (Socket socket = new Socket(server.getHost(), server.getPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            byte[] answer = new byte[4_096];
            int length = socket.getInputStream().read(answer);
            return new String(answer, 0, Math.max(0, length), StandardCharsets.UTF_8);
        }
    }
}
