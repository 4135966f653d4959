package dev.warren.edge.gateway;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.warren.messaging.registry.Instance;
import dev.warren.messaging.registry.Instance.State;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

/** Poses as an instance of a service as far as taking connections, and keeps the head of every request as it came, in lower case. */
final class Posed implements AutoCloseable {

    /** What it does with a connection when the head of a request has come; afterwards it hangs up. */
    @FunctionalInterface
    interface Manners {
        void meet(Socket connection) throws IOException;
    }

    private static final Instant STARTED = Instant.parse("2026-01-31T12:00:00Z");

    private final String service;
    private final List<String> routes;
    private final Manners manners;
    private final ServerSocket server;
    private final List<String> heads = new CopyOnWriteArrayList<>();

    Posed(String service, String route, Manners manners) {
        this.service = service;
        this.routes = List.of(route);
        this.manners = manners;
        try {
            server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::take);
    }

    static Manners says(String bytes) {
        return connection -> connection.getOutputStream().write(bytes.getBytes(ISO_8859_1));
    }

    private void take() {
        while (!server.isClosed()) {
            try {
                Socket connection = server.accept();
                Thread.ofVirtual().start(() -> meet(connection));
            } catch (IOException e) {
                if (!server.isClosed()) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    private void meet(Socket taken) {
        try (Socket connection = taken) {
            heads.add(Wire.head(connection.getInputStream()).toLowerCase(Locale.ROOT));
            manners.meet(connection);
        } catch (IOException e) {
            // The gateway has hung up, as it may.
            heads.add("hung up: " + e.getMessage());
        }
    }

    /** Start lines and headers, and where the gateway broke off. */
    List<String> heads() {
        return heads;
    }

    Instance instance() {
        return new Instance(
                service,
                UUID.randomUUID(),
                "127.0.0.1",
                server.getLocalPort(),
                "0",
                STARTED,
                routes,
                STARTED,
                State.UP);
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
