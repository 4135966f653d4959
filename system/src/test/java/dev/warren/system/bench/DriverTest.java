package dev.warren.system.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import dev.warren.local.Await;
import dev.warren.local.LocalException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DriverTest {

    private static final Duration STALL = Duration.ofMillis(300);

    private HttpServer server;

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void every_order_is_placed_once_under_a_key_of_its_own() throws Exception {
        Set<String> keys = ConcurrentHashMap.newKeySet();
        var requests = new AtomicInteger();
        var progress = new AtomicInteger();
        var driver = driver(4, exchange -> {
            requests.incrementAndGet();
            keys.add(exchange.getRequestHeaders().getFirst("Idempotency-Key"));
            accept(exchange);
        });

        var placed = driver.place(Stint.closed("closed loop", 100), progress::set);

        assertThat(requests).hasValue(100);
        assertThat(keys).hasSize(100);
        assertThat(placed.orders().stream().map(Placed.Order::id).collect(Collectors.toSet()))
                .hasSize(100);
        assertThat(progress).hasValue(100);
        assertThat(placed.lastedNanos()).isPositive();
    }

    @Test
    void an_order_that_is_due_while_every_connection_waits_has_waited_since_then() throws Exception {
        var isFirst = new AtomicBoolean(true);
        var driver = driver(1, exchange -> {
            if (isFirst.getAndSet(false)) {
                Await.until(STALL, () -> false);
            }
            accept(exchange);
        });

        var placed = driver.place(Stint.open(20, Duration.ofSeconds(1)), progress -> {});

        assertThat(placed.orders()).hasSize(20);
        var second = placed.orders().get(1);
        assertThat(second.dueNanos()).isEqualTo(TimeUnit.MILLISECONDS.toNanos(50));
        assertThat(Duration.ofNanos(second.acceptedNanos() - second.dueNanos()))
                .isGreaterThanOrEqualTo(STALL.minusMillis(50));
        assertThat(Duration.ofNanos(placed.lastedNanos())).isGreaterThanOrEqualTo(Duration.ofMillis(950));
    }

    @Test
    void an_order_that_is_refused_ends_it_with_the_reason() throws Exception {
        var driver = driver(2, exchange -> answer(exchange, 503, "{\"code\":\"OUTBOX_FULL\"}"));

        assertThatThrownBy(() -> driver.place(Stint.closed("closed loop", 10), progress -> {}))
                .isInstanceOf(LocalException.class)
                .hasMessageContainingAll("ORDER_REFUSED", "202", "503", "OUTBOX_FULL");
    }

    @Test
    void a_connection_that_breaks_ends_it() throws Exception {
        var driver = driver(1, HttpExchange::close);

        assertThatThrownBy(() -> driver.place(Stint.closed("closed loop", 10), progress -> {}))
                .isInstanceOf(LocalException.class)
                .hasMessageContainingAll("NO_ANSWER", "has closed a connection");
    }

    private Driver driver(int connections, HttpHandler orders) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/orders", orders);
        server.start();
        var front = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        var subject = new Subject(front, Optional.empty(), null, "record", null, Map.of(), Duration.ZERO);
        return new Driver(subject, connections, List.of(UUID.randomUUID().toString()));
    }

    private static void accept(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("Location", "/orders/" + UUID.randomUUID());
        answer(exchange, 202, "{}");
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(status, body.length());
            exchange.getResponseBody().write(body.getBytes());
        }
    }
}
