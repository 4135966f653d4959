package dev.warren.system.bench;

import dev.warren.local.LocalException;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.util.Optional;
import java.util.UUID;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.HttpProcessors;
import org.apache.hc.core5.http.impl.io.DefaultBHttpClientConnection;
import org.apache.hc.core5.http.impl.io.HttpRequestExecutor;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;
import org.apache.hc.core5.http.protocol.HttpCoreContext;
import org.apache.hc.core5.http.protocol.HttpProcessor;
import org.apache.hc.core5.util.Timeout;

/**
 * One connection, kept alive, over which orders are placed one after the other. It blocks, which costs less than any client that
 * hands over between threads: what the driver uses the system cannot. Not thread-safe.
 */
final class OrderConnection implements AutoCloseable {
    private static final int ACCEPTED = 202;
    private static final Timeout PATIENCE = Timeout.ofSeconds(30);

    private final HttpHost host;
    private final Optional<String> token;
    private final HttpProcessor processor = HttpProcessors.client();
    private final HttpRequestExecutor executor = new HttpRequestExecutor();
    private final DefaultBHttpClientConnection connection = new DefaultBHttpClientConnection(Http1Config.DEFAULT);

    /** Connects. */
    OrderConnection(URI front, Optional<String> token) throws IOException {
        this.host = new HttpHost(front.getScheme(), front.getHost(), front.getPort());
        this.token = token;
        var socket = new Socket(front.getHost(), front.getPort());
        socket.setTcpNoDelay(true);
        connection.bind(socket);
        connection.setSocketTimeout(PATIENCE);
    }

    /**
     * Blocks until the order is accepted.
     *
     * @throws LocalException {@code ORDER_REFUSED} when it is not
     */
    UUID place(byte[] order, String key) throws IOException, HttpException {
        var request = new BasicClassicHttpRequest("POST", host, "/orders");
        request.addHeader("Idempotency-Key", key);
        token.ifPresent(it -> request.addHeader("Authorization", "Bearer " + it));
        request.setEntity(new ByteArrayEntity(order, ContentType.APPLICATION_JSON));
        var context = HttpCoreContext.create();
        executor.preProcess(request, processor, context);
        try (var response = executor.execute(request, connection, context)) {
            if (response.getCode() != ACCEPTED) {
                throw new LocalException(
                        "ORDER_REFUSED",
                        "an order must be answered 202 but was answered %d %s; what is refused is not measured"
                                .formatted(response.getCode(), EntityUtils.toString(response.getEntity())));
            }
            EntityUtils.consume(response.getEntity());
            String location = response.getHeader("Location").getValue();
            return UUID.fromString(location.substring(location.lastIndexOf('/') + 1));
        }
    }

    @Override
    public void close() throws IOException {
        connection.close();
    }
}
