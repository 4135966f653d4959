package dev.warren.edge.gateway;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;

/** HTTP/1.1 by hand, for what no client library would send. */
final class Wire {

    private static final int PATIENCE_MILLIS = 10_000;

    private Wire() {}

    static Socket connect(int port) throws IOException {
        var connection = new Socket(InetAddress.getLoopbackAddress(), port);
        connection.setSoTimeout(PATIENCE_MILLIS);
        return connection;
    }

    /**
     * Says these bytes on a connection of its own.
     *
     * @param andNoMore whether it says that nothing will follow
     * @return everything that comes back until the other side hangs up
     */
    static String ask(int port, String bytes, boolean andNoMore) {
        try (var connection = connect(port)) {
            connection.getOutputStream().write(bytes.getBytes(ISO_8859_1));
            if (andNoMore) {
                connection.shutdownOutput();
            }
            return new String(connection.getInputStream().readAllBytes(), ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @return what comes up to the end of the headers */
    static String head(InputStream in) throws IOException {
        var head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("the connection ended within a head: " + head);
            }
            head.append((char) next);
        }
        return head.toString();
    }
}
