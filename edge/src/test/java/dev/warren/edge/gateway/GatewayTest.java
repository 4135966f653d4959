package dev.warren.edge.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.warren.edge.services.LiveInstances;
import dev.warren.edge.testing.Answer;
import dev.warren.edge.testing.Caller;
import dev.warren.messaging.registry.Instance;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Property;
import io.micronaut.context.annotation.Replaces;
import io.micronaut.http.client.HttpClient;
import io.micronaut.http.client.annotation.Client;
import io.micronaut.test.annotation.MockBean;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@MicronautTest(transactional = false)
@Property(name = "warren.gateway.timeout", value = "2s")
@Property(name = "warren.gateway.try-timeout", value = "300ms")
class GatewayTest {

    private static final List<Instance> LIVE = new CopyOnWriteArrayList<>();

    @Inject
    Caller caller;

    @Inject
    MeterRegistry meters;

    @Inject
    @Client("carrier")
    HttpClient discovering;

    private final List<Owner> owners = new ArrayList<>();
    private final CountDownLatch theEnd = new CountDownLatch(1);

    @MockBean
    @Replaces(LiveInstances.class)
    LiveInstances announced() {
        return () -> LIVE;
    }

    @AfterEach
    void nobodyIsLeft() {
        LIVE.clear();
        theEnd.countDown();
        owners.forEach(Owner::close);
    }

    private Owner owner(String service, String... routes) {
        var owner = new Owner(service, routes);
        owners.add(owner);
        LIVE.add(owner.instance());
        return owner;
    }

    @Test
    void a_path_of_another_service_is_answered_by_that_service() {
        Owner carrier = owner("carrier", "/vans", "/vans/{id}");
        Owner sorter = owner("sorter", "/vans/{id}/sacks");

        Answer answer =
                caller.post("/vans/7?full=true", "{\"a\":1}", "Authorization", "Bearer x", "X-Request-Id", "r-1");
        caller.get("/vans/7/sacks");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text()).isEqualTo("{\"a\":1}");
        assertThat(carrier.asked()).singleElement().satisfies(asked -> {
            assertThat(asked.method()).isEqualTo("POST");
            assertThat(asked.path()).isEqualTo("/vans/7?full=true");
            assertThat(asked.header("Authorization")).isEqualTo("Bearer x");
            assertThat(asked.header("X-Request-Id")).isEqualTo("r-1");
            assertThat(asked.header("Forwarded"))
                    .contains("for=127.0.0.1;host=\"")
                    .endsWith(";proto=http");
        });
        assertThat(sorter.asked()).hasSize(1);
    }

    @Test
    void browsers_which_name_their_origin_are_answered_here_and_elsewhere() {
        owner("carrier", "/vans");
        String origin = "http://localhost:8080";

        assertThat(caller.post("/vans", "{}", "Origin", origin).status()).isEqualTo(200);
        assertThat(caller.get("/health", "Origin", origin).status()).isEqualTo(200);
    }

    @Test
    void what_is_passed_on_is_timed_under_no_path_of_its_own() {
        owner("carrier", "/vans/{id}");

        caller.get("/vans/one-of-many");
        caller.get("/services/carrier/one-of-many");

        assertThat(meters.find("http.server.requests").timers())
                .extracting(it -> it.getId().getTag("uri") + " " + it.getId().getTag("status"))
                .contains("UNMATCHED 200")
                .noneMatch(it -> it.contains("one-of-many"));
    }

    @Test
    void a_service_is_asked_by_its_name() {
        Owner carrier = owner("carrier");

        assertThat(caller.get("/services/carrier/health?x=1").status()).isEqualTo(200);

        assertThat(carrier.asked()).extracting(Owner.Asked::path).containsExactly("/health?x=1");
    }

    @Test
    void what_belongs_to_nobody_is_not_found() {
        owner("carrier", "/vans");

        caller.get("/boats").problem(404, "NOT_FOUND");
        caller.get("/services/nobody/health").problem(404, "NOT_FOUND");
    }

    @Test
    void a_service_without_a_live_instance_is_unavailable() {
        owner("ferry", "/ferries");
        caller.get("/ferries");
        LIVE.clear();

        Answer answer = caller.get("/ferries");

        answer.problem(503, "NO_INSTANCE");
        assertThat(answer.header("Retry-After")).isEqualTo("1");
    }

    @Test
    void an_instance_that_is_gone_is_made_up_for_by_another_one() {
        Owner gone = owner("carrier", "/vans");
        owner("carrier", "/vans");
        gone.close();

        for (int i = 0; i < 10; i++) {
            assertThat(caller.post("/vans", "{}").status()).isEqualTo(200);
        }
    }

    @Test
    void a_request_is_passed_on_once_only() {
        Owner carrier = owner("carrier", "/vans");

        caller.get("/vans", "Via", "1.1 warren").problem(404, "NOT_FOUND");
        caller.get("/services/carrier/vans", "Via", "1.1 warren").problem(404, "NOT_FOUND");
        caller.get("/vans", "Via", "1.1 elsewhere");

        assertThat(carrier.asked())
                .singleElement()
                .satisfies(asked -> assertThat(asked.header("Via")).isEqualTo("1.1 elsewhere, 1.1 warren"));
    }

    @Test
    void an_answer_is_passed_back_as_it_is() {
        owner("carrier", "/vans").does((exchange, asked) -> {
            var headers = exchange.getResponseHeaders();
            headers.add("ETag", "\"7\"");
            headers.add("Location", "/vans/7");
            headers.add("Content-Type", "application/problem+json");
            headers.add("Retry-After", "9");
            headers.add("X-Request-Id", "theirs");
            byte[] body = "{\"code\":\"FULL\"}".getBytes(UTF_8);
            exchange.sendResponseHeaders(405, body.length);
            exchange.getResponseBody().write(body);
        });

        Answer answer = caller.get("/vans", "X-Request-Id", "mine");

        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.text()).isEqualTo("{\"code\":\"FULL\"}");
        assertThat(answer.header("ETag")).isEqualTo("\"7\"");
        assertThat(answer.header("Location")).isEqualTo("/vans/7");
        assertThat(answer.header("Retry-After")).isEqualTo("9");
        assertThat(answer.header("X-Request-Id")).isEqualTo("mine");
    }

    @Test
    void head_and_an_answer_without_a_body_have_none() {
        owner("carrier", "/vans").does((exchange, asked) -> exchange.sendResponseHeaders(204, -1));
        owner("sorter", "/sacks");

        assertThat(caller.get("/vans").status()).isEqualTo(204);
        Answer head = caller.send(caller.request("/sacks").HEAD().build());
        assertThat(head.status()).isEqualTo(200);
        assertThat(head.text()).isEmpty();
    }

    @Test
    void a_body_that_is_too_large_is_refused_on_its_way() {
        Owner carrier = owner("carrier", "/vans");

        caller.post("/vans", "x".repeat(70_000)).problem(413, "BODY_TOO_LARGE");
        assertThat(caller.post("/vans", "x".repeat(60_000)).text()).hasSize(60_000);
        assertThat(carrier.asked()).hasSize(1);
    }

    @Test
    void an_instance_that_accepts_and_never_answers_is_made_up_for_where_that_does_no_harm() {
        silent("carrier", "/vans");
        owner("carrier", "/vans");

        for (int i = 0; i < 4; i++) {
            assertThat(caller.get("/vans").status()).isEqualTo(200);
            assertThat(caller.post("/vans", "{}", "Idempotency-Key", "k" + i).status())
                    .isEqualTo(200);
        }
    }

    @Test
    void what_may_have_been_handled_and_must_not_be_twice_is_a_timeout() {
        silent("carrier", "/vans");

        caller.post("/vans", "{}", Deadline.HEADER, "200").problem(504, "GATEWAY_TIMEOUT");
    }

    @Test
    void an_instance_that_breaks_off_is_a_bad_gateway_unless_another_one_may_be_asked() {
        Owner broken = owner("carrier", "/vans").does((exchange, asked) -> {
            throw new IOException("broken on purpose");
        });
        caller.post("/vans", "{}").problem(502, "BAD_GATEWAY");
        caller.get("/vans").problem(502, "BAD_GATEWAY");

        owner("carrier", "/vans");
        for (int i = 0; i < 4; i++) {
            assertThat(caller.get("/vans").status()).isEqualTo(200);
        }
        assertThat(broken.asked()).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 50\r\n\r\nhello", "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n"})
    void an_answer_that_breaks_off_in_its_middle_is_broken_off_for_the_caller_too(String begun) throws Exception {
        Owner posed = owner("carrier", "/vans");
        try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            LIVE.set(0, posed.instance(server.getLocalPort()));
            Thread.ofVirtual().start(() -> breakOff(server, "HTTP/1.1 200 OK\r\n" + begun));

            assertThatThrownBy(() -> caller.get("/vans")).isInstanceOf(AssertionError.class);
        }
    }

    private static void breakOff(ServerSocket server, String begun) {
        try (Socket connection = server.accept()) {
            connection.getInputStream().read(new byte[4_096]);
            connection.getOutputStream().write(begun.getBytes(UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void an_answer_arrives_piece_by_piece() throws Exception {
        var more = new CountDownLatch(1);
        owner("carrier", "/feed").does((exchange, asked) -> {
            exchange.getResponseHeaders().add("Content-Type", "text/event-stream");
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write("data: 1\n\n".getBytes(UTF_8));
            exchange.getResponseBody().flush();
            try {
                more.await(10, SECONDS);
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
            exchange.getResponseBody().write("data: 2\n\n".getBytes(UTF_8));
        });

        try (var client = java.net.http.HttpClient.newHttpClient()) {
            var lines = client.send(caller.request("/feed").GET().build(), BodyHandlers.ofLines())
                    .body()
                    .iterator();
            assertThat(lines.next()).isEqualTo("data: 1");
            more.countDown();
            assertThat(lines.next()).isEmpty();
            assertThat(lines.next()).isEqualTo("data: 2");
        }
    }

    @Test
    void a_client_of_a_service_finds_its_instances() {
        Owner carrier = owner("carrier");

        assertThat(discovering.toBlocking().exchange("/vans?x=1").status().getCode())
                .isEqualTo(200);

        assertThat(carrier.asked()).extracting(Owner.Asked::path).containsExactly("/vans?x=1");
    }

    @Test
    void what_is_passed_on_is_counted() {
        owner("counter", "/counted");
        caller.get("/counted");

        assertThat(caller.get("/prometheus").text())
                .contains("warren_gateway_requests_seconds_count{", "outcome=\"answered\"", "service=\"counter\"");
    }

    /** Connections are accepted, as by a process that is suspended, and nobody answers. */
    private void silent(String service, String... routes) {
        owner(service, routes).does((exchange, asked) -> {
            try {
                theEnd.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }
}
