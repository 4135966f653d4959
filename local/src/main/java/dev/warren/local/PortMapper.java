package dev.warren.local;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;

/** Erlang's port mapper daemon (epmd) of one private node. It daemonizes itself, so its port is all we know of it. */
final class PortMapper {
    /** Length of the request in two bytes, then the request to end. It is obeyed once no node is registered any more. */
    private static final byte[] END = {0, 1, 'k'};

    private PortMapper() {}

    /** Asks it to end and waits up to five seconds until its port is free. Nobody there is fine. */
    static boolean stop(int port) {
        return Await.until(Duration.ofSeconds(5), () -> {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress("127.0.0.1", port), 500);
                socket.setSoTimeout(500);
                socket.getOutputStream().write(END);
                socket.getInputStream().readAllBytes();
                return !Ports.answers(port);
            } catch (IOException e) {
                return !Ports.answers(port);
            }
        });
    }
}
