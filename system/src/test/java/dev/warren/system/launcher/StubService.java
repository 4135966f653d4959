package dev.warren.system.launcher;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/** Stands in for a service: ready at once, knows all four. The one that STUB_FAILS names ends instead. */
final class StubService {
    private StubService() {}

    public static void main(String[] arguments) throws IOException {
        if (System.getenv("RABBITMQ_USERNAME").equals(System.getenv("STUB_FAILS"))) {
            System.out.println("told to fail");
            System.exit(1);
        }
        int port = Integer.parseInt(System.getenv("MICRONAUT_SERVER_PORT"));
        HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", port), 0);
        answer(server, "/health/readiness", "{\"status\":\"UP\"}");
        answer(server, "/services", """
                {"items": [{"name": "order-service"}, {"name": "user-service"},
                           {"name": "payment-service"}, {"name": "notification-service"}]}
                """);
        server.start();
    }

    private static void answer(HttpServer server, String path, String body) {
        server.createContext(path, exchange -> {
            try (exchange) {
                byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(200, bytes.length);
                exchange.getResponseBody().write(bytes);
            }
        });
    }
}
