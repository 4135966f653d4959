package dev.warren.edge.gateway;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.warren.messaging.registry.Instance;
import dev.warren.messaging.registry.Instance.State;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/** A small HTTP server that poses as an instance of another service, and keeps what it was asked. */
final class Owner implements AutoCloseable {

    /** What it was asked. */
    record Asked(String method, String path, Map<String, List<String>> headers, byte[] body) {

        String header(String name) {
            List<String> values = headers.get(name.toLowerCase(Locale.ROOT));
            return values == null ? null : String.join(", ", values);
        }
    }

    /** What it does about a request. */
    @FunctionalInterface
    interface Behaviour {
        void answer(HttpExchange exchange, Asked asked) throws IOException;
    }

    private static final Instant STARTED = Instant.parse("2026-01-31T12:00:00Z");

    private final UUID id = UUID.randomUUID();
    private final String service;
    private final List<String> routes;
    private final HttpServer server;
    private final List<Asked> asked = new CopyOnWriteArrayList<>();
    private volatile Behaviour behaviour = Owner::says;

    Owner(String service, String... routes) {
        this.service = service;
        this.routes = List.of(routes);
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::serve);
        server.start();
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            var headers = new ConcurrentHashMap<String, List<String>>();
            exchange.getRequestHeaders().forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values));
            var request = new Asked(
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().toString(),
                    headers,
                    exchange.getRequestBody().readAllBytes());
            asked.add(request);
            behaviour.answer(exchange, request);
        }
    }

    private static void says(HttpExchange exchange, Asked request) throws IOException {
        exchange.getResponseHeaders().add("Content-Type", "application/octet-stream");
        boolean head = request.method().equals("HEAD");
        exchange.sendResponseHeaders(200, head || request.body().length == 0 ? -1 : request.body().length);
        if (!head) {
            exchange.getResponseBody().write(request.body());
        }
    }

    Owner does(Behaviour does) {
        behaviour = does;
        return this;
    }

    List<Asked> asked() {
        return asked;
    }

    Instance instance() {
        return instance(server.getAddress().getPort());
    }

    /** The same at another port. */
    Instance instance(int port) {
        return new Instance(
                service,
                id,
                server.getAddress().getAddress().getHostAddress(),
                port,
                "0",
                STARTED,
                routes,
                STARTED,
                State.UP);
    }

    /** Nobody listens on its port any more. */
    @Override
    public void close() {
        server.stop(0);
    }
}
