package dev.warren.edge.traces;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import dev.warren.edge.services.LiveInstances;
import dev.warren.edge.testing.Caller;
import dev.warren.messaging.registry.Instance;
import io.micronaut.context.annotation.Property;
import io.micronaut.context.annotation.Replaces;
import io.micronaut.test.annotation.MockBean;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** With three other instances: one that answers, one that takes connections only, and one that is gone. */
@MicronautTest(transactional = false)
@Property(name = "warren.traces.timeout", value = "500ms")
class TracesTest {

    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String CALLER = "00f067aa0ba902b7";
    private static final String ELSEWHERE = """
            {"traceId": "%s", "missing": [], "news": "from a later release", "spans": [
              {"traceId": "%s", "spanId": "1111111111111111", "parentSpanId": null, "name": "earlier", "kind": "PRODUCER",
               "service": "sorter", "instance": null, "startedAt": "2020-01-01T00:00:00Z", "micros": 7, "isError": false,
               "attributes": {}, "links": []}]}""".formatted(TRACE, TRACE);

    private static final List<String> ASKED = new CopyOnWriteArrayList<>();
    private static HttpServer sorter;
    private static ServerSocket silent;
    private static int nobody;

    @Inject
    Caller caller;

    @BeforeAll
    static void start() throws IOException {
        var loopback = InetAddress.getLoopbackAddress();
        sorter = HttpServer.create(new InetSocketAddress(loopback, 0), 0);
        sorter.createContext("/", exchange -> {
            try (exchange) {
                ASKED.add(exchange.getRequestURI() + " "
                        + exchange.getRequestHeaders().getFirst("Authorization"));
                byte[] body = ELSEWHERE.getBytes(StandardCharsets.UTF_8);
                exchange.getResponseHeaders().add("Content-Type", "application/json");
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
            }
        });
        sorter.start();
        silent = new ServerSocket(0, 50, loopback);
        try (var closed = new ServerSocket(0, 1, loopback)) {
            nobody = closed.getLocalPort();
        }
    }

    @AfterAll
    static void stop() throws IOException {
        sorter.stop(0);
        silent.close();
    }

    @MockBean
    @Replaces(LiveInstances.class)
    LiveInstances others() {
        return () -> List.of(
                instance("sorter", sorter.getAddress().getPort()),
                instance("weigher", silent.getLocalPort()),
                instance("carrier", nobody));
    }

    private static Instance instance(String service, int port) {
        var now = Instant.now();
        return new Instance(
                service, UUID.randomUUID(), "127.0.0.1", port, "0.1.0", now, List.of(), now, Instance.State.UP);
    }

    @Test
    void a_trace_is_gathered_from_all_and_who_has_not_answered_is_named() {
        caller.get("/context/blocking", "traceparent", "00-" + TRACE + "-" + CALLER + "-01");

        JsonNode trace = caller.get("/traces/" + TRACE, "Authorization", "Bearer a-token")
                .json();

        assertThat(trace.path("spans"))
                .extracting(it -> it.path("name").asText())
                .containsExactly("earlier", "GET /context/blocking");
        JsonNode own = trace.path("spans").path(1);
        assertThat(own.path("parentSpanId").asText()).isEqualTo(CALLER);
        assertThat(own.path("kind").asText()).isEqualTo("SERVER");
        assertThat(own.at("/attributes/http.response.status_code").asText()).isEqualTo("200");
        assertThat(trace.path("missing"))
                .extracting(it ->
                        it.path("service").asText() + ": " + it.path("reason").asText())
                .containsExactlyInAnyOrder("weigher: no answer within PT0.5S", "carrier: cannot be reached");
        assertThat(ASKED).contains("/traces/" + TRACE + "?local=true Bearer a-token");
    }

    @Test
    void asked_for_its_own_an_instance_asks_nobody() {
        JsonNode trace = caller.get("/traces/11112222333344445555666677778888?local=true")
                .json();

        assertThat(trace.path("spans")).isEmpty();
        assertThat(trace.path("missing")).isEmpty();
        assertThat(ASKED).noneMatch(it -> it.contains("11112222333344445555666677778888"));
    }

    @Test
    void what_is_asked_of_every_edge_leaves_no_span() {
        String trace = "99992222333344445555666677778888";
        caller.get("/health", "traceparent", "00-" + trace + "-" + CALLER + "-01");
        caller.get("/traces/" + TRACE + "?local=true", "traceparent", "00-" + trace + "-" + CALLER + "-01");

        assertThat(caller.get("/traces/" + trace + "?local=true").json().path("spans"))
                .isEmpty();
    }

    @Test
    void a_path_that_anybody_may_have_written_is_in_no_span() {
        String trace = "88882222333344445555666677778888";
        caller.get("/nowhere/ada@example.com", "traceparent", "00-" + trace + "-" + CALLER + "-01");

        JsonNode spans = caller.get("/traces/" + trace + "?local=true").json().path("spans");
        assertThat(spans).hasSize(1);
        assertThat(spans.toString()).doesNotContain("ada");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "4BF92F3577B34DA6A3CE929D0E0E4736", "00000000000000000000000000000000"})
    void what_is_no_trace_id_is_refused(String id) {
        caller.get("/traces/" + id).problem(400, "INVALID_VALUE");
    }
}
