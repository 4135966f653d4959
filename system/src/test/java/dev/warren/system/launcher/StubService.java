package dev.warren.system.launcher;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Stands in for a service: ready at once, knows all that have left their name in the folder KNOWN. The one that STUB_FAILS names ends instead. */
final class StubService {
    private StubService() {}

    public static void main(String[] arguments) throws IOException {
        String name = System.getenv("RABBITMQ_USERNAME");
        if (name.equals(System.getenv("STUB_FAILS"))) {
            System.out.println("told to fail");
            System.exit(1);
        }
        int port = Integer.parseInt(System.getenv("MICRONAUT_SERVER_PORT"));
        Path known = Files.createDirectories(Path.of(System.getenv("KNOWN")));
        Path entry = Files.writeString(
                known.resolve(name + "@" + port),
                "{\"name\": \"%s\", \"port\": %d, \"state\": \"UP\"}".formatted(name, port));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> entry.toFile().delete()));
        HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", port), 0);
        answer(server, "/health/readiness", () -> "{\"status\":\"UP\"}");
        answer(server, "/services", () -> "{\"items\": [" + all(known) + "]}");
        server.start();
    }

    private static String all(Path known) {
        try (var entries = Files.list(known)) {
            return entries.map(StubService::content).collect(Collectors.joining(", "));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String content(Path entry) {
        try {
            return Files.readString(entry);
        } catch (IOException e) {
            // It has left between the listing and now.
            return "{}";
        }
    }

    private static void answer(HttpServer server, String path, Supplier<String> body) {
        server.createContext(path, exchange -> {
            try (exchange) {
                byte[] bytes = body.get().getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(200, bytes.length);
                exchange.getResponseBody().write(bytes);
            }
        });
    }
}
