package dev.warren.orders.feed;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A client that takes a little now and then: too much to be sent away, too little to get anywhere. */
final class Slow implements AutoCloseable {

    private static final int LITTLE = 16 * 1024;

    private final Socket socket = new Socket();
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile boolean ended;

    Slow(URI service, String path, String lastId) throws IOException {
        socket.setReceiveBufferSize(LITTLE);
        socket.connect(new InetSocketAddress(service.getHost(), service.getPort()));
        socket.getOutputStream()
                .write("GET %s HTTP/1.1\r\nHost: here\r\nLast-Event-ID: %s\r\n\r\n"
                        .formatted(path, lastId)
                        .getBytes(StandardCharsets.US_ASCII));
        Thread.ofVirtual().start(this::take);
    }

    private void take() {
        byte[] little = new byte[LITTLE];
        try {
            while (!closed.await(100, TimeUnit.MILLISECONDS)) {
                if (socket.getInputStream().read(little) < 0) {
                    break;
                }
            }
        } catch (IOException | InterruptedException e) {
            // Closed, by either side.
            closed.countDown();
        }
        ended = true;
    }

    boolean isOpen() {
        return !ended;
    }

    @Override
    public void close() {
        closed.countDown();
        try {
            socket.close();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
