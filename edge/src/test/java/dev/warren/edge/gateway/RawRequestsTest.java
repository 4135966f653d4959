package dev.warren.edge.gateway;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.warren.edge.services.LiveInstances;
import dev.warren.messaging.registry.Instance;
import io.micronaut.context.annotation.Replaces;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.annotation.MockBean;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the owner of a path sees of a request, byte by byte, and the caller of an answer. */
@MicronautTest(transactional = false)
class RawRequestsTest {

    private static final List<Instance> LIVE = new CopyOnWriteArrayList<>();
    private static final AtomicInteger OWNERS = new AtomicInteger();
    private static final int MEGABYTE = 1 << 20;

    /** Another one in each test: a request that was broken off may still be on its way to its owner in the next. */
    private final String carrier = "carrier-" + OWNERS.incrementAndGet();

    private final String path = "/" + carrier;
    private final String post = "POST " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n";

    @Inject
    EmbeddedServer server;

    private Posed owner;

    @MockBean
    @Replaces(LiveInstances.class)
    LiveInstances announced() {
        return () -> LIVE;
    }

    @AfterEach
    void nobodyIsLeft() {
        LIVE.clear();
        owner.close();
    }

    private void owner(Posed.Manners manners) {
        owner = new Posed(carrier, path, manners);
        LIVE.add(owner.instance());
    }

    private void ownerSays(String answer) {
        owner(Posed.says(answer));
    }

    private String ask(String bytes) {
        return Wire.ask(server.getPort(), bytes, false);
    }

    private String head() {
        assertThat(owner.heads()).hasSize(1);
        return owner.heads().getFirst();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 2\r\nContent-Length: 3",
                "Content-Length: 2, 3",
                "Content-Length: +2",
                "Content-Length: -2",
                "Transfer-Encoding : chunked\r\nContent-Length: 2",
                "X\u0000Y: z\r\nContent-Length: 2"
            })
    void a_request_whose_end_is_in_doubt_is_refused(String headers) {
        ownerSays("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");

        assertThat(ask(post + headers + "\r\n\r\nabc"))
                .startsWith("HTTP/1.1 400")
                .contains("MALFORMED_REQUEST");
        assertThat(owner.heads()).isEmpty();
    }

    @Test
    void of_two_ways_to_tell_the_length_one_is_passed_on() {
        ownerSays("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");

        ask(post + "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\n0\r\n\r\n");

        assertThat(head()).containsOnlyOnce("content-length: 2\r\n").doesNotContain("transfer-encoding");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Transfer-Encoding: chunked\r\n\r\n2\r\nab\r\nzz\r\nab\r\n0\r\n\r\n",
                "Transfer-Encoding: chunked\r\n\r\n2\r\nab\r\n",
                "Transfer-Encoding: chunked\r\n\r\n2\r\nabc\r\n0\r\n\r\n",
                "Content-Length: 5\r\n\r\nab"
            })
    void a_body_that_breaks_off_is_not_passed_on_as_a_shorter_one(String request) {
        ownerSays("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");

        assertThat(Wire.ask(server.getPort(), post + request, true)).doesNotStartWith("HTTP/1.1 2");

        assertThat(owner.heads()).noneMatch(head -> head.contains("content-length: 2\r\n"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"CONNECT", "TRACE"})
    void a_method_about_the_way_itself_goes_no_further(String method) {
        ownerSays("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");

        assertThat(ask(method + " " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 404");
        assertThat(owner.heads()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"OPTIONS", "HEAD", "PROPFIND"})
    void any_other_method_is_the_owners_to_answer(String method) {
        ownerSays("HTTP/1.1 200 OK\r\nContent-Length: 0\r\nAllow: POST\r\n\r\n");

        assertThat(ask(method + " " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 200")
                .contains("Allow: POST");
        assertThat(head()).startsWith(method.toLowerCase(Locale.ROOT) + " " + path + " http/1.1\r\n");
    }

    @Test
    void what_is_about_one_connection_stays_on_it_both_ways() {
        ownerSays(
                "HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close, X-Theirs\r\nX-Theirs: 1\r\nKeep-Alive: 3\r\n"
                        + "Upgrade: h2c\r\nProxy-Authenticate: Basic\r\nX-Kept: 1\r\n\r\n");

        String answer = ask("GET " + path
                + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\nConnection: X-Mine, Upgrade\r\nX-Mine: 1\r\nUpgrade: websocket\r\n"
                + "Keep-Alive: 3\r\nTE: trailers\r\nProxy-Authorization: Basic x\r\nX-Kept: 1\r\n\r\n");

        assertThat(head())
                .contains("x-kept: 1")
                .doesNotContain("x-mine", "upgrade", "keep-alive: ", "te: trailers", "proxy-");
        assertThat(answer)
                .startsWith("HTTP/1.1 200")
                .contains("X-Kept: 1")
                .doesNotContain("X-Theirs", "Keep-Alive", "Upgrade", "Proxy-");
    }

    @Test
    void a_caller_that_asks_before_it_sends_its_body_is_told_to_go_on() throws IOException {
        ownerSays("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        try (Socket caller = Wire.connect(server.getPort())) {
            caller.getOutputStream()
                    .write((post + "Expect: 100-continue\r\nContent-Length: 2\r\n\r\n").getBytes(ISO_8859_1));
            assertThat(Wire.head(caller.getInputStream())).startsWith("HTTP/1.1 100");
            caller.getOutputStream().write("ab".getBytes(ISO_8859_1));

            assertThat(Wire.head(caller.getInputStream())).startsWith("HTTP/1.1 200");
        }
        assertThat(head()).doesNotContain("\r\nexpect:");
    }

    @Test
    void an_answer_without_end_is_passed_on_no_faster_than_it_is_read() throws IOException {
        var written = new AtomicLong();
        owner(connection -> {
            var out = connection.getOutputStream();
            out.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n".getBytes(ISO_8859_1));
            byte[] chunk = ("10000\r\n" + "x".repeat(0x10000) + "\r\n").getBytes(ISO_8859_1);
            while (true) {
                out.write(chunk);
                written.addAndGet(chunk.length);
            }
        });
        try (Socket caller = Wire.connect(server.getPort())) {
            caller.getOutputStream().write(("GET " + path + " HTTP/1.1\r\nHost: x\r\n\r\n").getBytes(ISO_8859_1));
            assertThat(caller.getInputStream().readNBytes(MEGABYTE)).hasSize(MEGABYTE);
            var last = new AtomicLong();
            // As long as nobody reads on, it comes to a stop.
            await().pollInterval(Duration.ofMillis(300)).until(() -> last.getAndSet(written.get()) == written.get());
            assertThat(written.get()).isLessThan(64L * MEGABYTE);
        }
    }
}
