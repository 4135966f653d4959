package dev.warren.edge.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.edge.services.LiveInstances;
import dev.warren.edge.testing.Caller;
import dev.warren.messaging.registry.Instance;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Property;
import io.micronaut.context.annotation.Replaces;
import io.micronaut.test.annotation.MockBean;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whoever is announced may be anybody: its callers are told in time, and nobody else notices. */
@MicronautTest(transactional = false)
@Property(name = "warren.gateway.timeout", value = "2s")
@Property(name = "warren.gateway.try-timeout", value = "1s")
class HostileOwnersTest {

    private static final List<Instance> LIVE = new CopyOnWriteArrayList<>();

    /** A service of its own for each, as one that was hostile is remembered. */
    private static final AtomicInteger SERVICES = new AtomicInteger();

    @Inject
    Caller caller;

    @Inject
    MeterRegistry meters;

    private final List<AutoCloseable> open = new ArrayList<>();
    private final String service = "hostile-" + SERVICES.incrementAndGet();
    private final String path = "/" + service;

    @MockBean
    @Replaces(LiveInstances.class)
    LiveInstances announced() {
        return () -> LIVE;
    }

    @BeforeEach
    void somebodyElseIsWell() {
        var neighbour = new Owner("carrier", "/vans");
        open.add(neighbour);
        LIVE.add(neighbour.instance());
    }

    @AfterEach
    void nobodyElseWasHurt() throws Exception {
        assertThat(caller.get("/vans").status()).isEqualTo(200);
        LIVE.clear();
        for (AutoCloseable it : open) {
            it.close();
        }
    }

    private Posed posed(Posed.Manners manners) {
        var posed = new Posed(service, path, manners);
        open.add(posed);
        LIVE.add(posed.instance());
        return posed;
    }

    static Stream<String> noAnswers() {
        return Stream.of(
                "",
                "SSH-2.0-OpenSSH_9.2\r\n\r\n",
                "HTTP/1.1 hello\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\nx",
                "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nxx",
                "HTTP/1.1 200 OK\r\nX-Bad: \u0000\r\nContent-Length: 0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nX-Long: " + "x".repeat(20_000) + "\r\n\r\n",
                "HTTP/1.1 99 Low\r\nContent-Length: 0\r\n\r\n",
                "HTTP/1.1 600 High\r\nContent-Length: 0\r\n\r\n",
                "HTTP/1.1 100 Continue\r\n\r\n",
                "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: x\r\n\r\n",
                "HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n");
    }

    @ParameterizedTest
    @MethodSource("noAnswers")
    void what_is_no_answer_is_a_bad_gateway(String bytes) {
        posed(Posed.says(bytes));

        caller.post(path, "{}").problem(502, "BAD_GATEWAY");
    }

    @Test
    void whoever_takes_the_request_and_is_silent_is_a_timeout_within_the_deadline() {
        posed(connection -> connection.getInputStream().readAllBytes());
        long begun = System.nanoTime();

        caller.post(path, "{}", Deadline.HEADER, "300").problem(504, "GATEWAY_TIMEOUT");

        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(2));
    }

    @Test
    void what_an_owner_says_of_itself_is_passed_back() {
        posed(Posed.says("HTTP/1.1 500 Oh\r\nContent-Length: 4\r\n\r\noops"));

        var answer = caller.post(path, "{}");

        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.text()).isEqualTo("oops");
    }

    @Test
    void nobody_takes_over_a_path_that_another_service_answers() {
        caller.get("/vans");
        var posed = new Posed("a-service-whose-name-comes-first", "/vans", Posed.says(""));
        open.add(posed);
        LIVE.add(posed.instance());

        assertThat(caller.post("/vans", "{}").status()).isEqualTo(200);
        assertThat(posed.heads()).isEmpty();
    }

    @Test
    void a_service_that_leaves_everybody_without_an_answer_is_asked_no_more_for_a_while() {
        Posed posed = posed(Posed.says(""));
        for (int i = 0; i < 10; i++) {
            caller.post(path, "{}").problem(502, "BAD_GATEWAY");
        }

        var refused = caller.post(path, "{}");

        refused.problem(503, "NO_INSTANCE");
        assertThat(refused.header("Retry-After")).isEqualTo("1");
        assertThat(posed.heads()).filteredOn(head -> head.startsWith("post")).hasSize(10);
        assertThat(available(service)).isZero();
        assertThat(caller.get("/vans").status()).isEqualTo(200);
        assertThat(available("carrier")).isEqualTo(1);
    }

    private double available(String name) {
        return meters.get("warren.gateway.available")
                .tag("service", name)
                .gauge()
                .value();
    }
}
