package dev.warren.messaging.tally;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A port in front of a server that a test can shut: connections are cut and new ones refused, as if the server were away. Much
 * quicker than stopping the server, and only for those who come through.
 */
public final class Doorway implements AutoCloseable {

    private final String host;
    private final int serverPort;
    private final int port;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private ServerSocket entrance;

    public Doorway(String host, int serverPort) {
        this.host = host;
        this.serverPort = serverPort;
        this.entrance = listen(0);
        this.port = entrance.getLocalPort();
        accept(entrance);
    }

    public int port() {
        return port;
    }

    public synchronized void open() {
        if (entrance.isClosed()) {
            entrance = listen(port);
            accept(entrance);
        }
    }

    public synchronized void shut() {
        close(entrance);
        cut();
    }

    /** Cuts the connections; new ones are let in. */
    public void cut() {
        sockets.forEach(Doorway::close);
        sockets.clear();
    }

    @Override
    public void close() {
        shut();
    }

    private static ServerSocket listen(int port) {
        try {
            var socket = new ServerSocket();
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return socket;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept(ServerSocket through) {
        Thread.ofVirtual().start(() -> {
            try {
                while (true) {
                    Socket client = through.accept();
                    var server = new Socket(host, serverPort);
                    sockets.add(client);
                    sockets.add(server);
                    if (through.isClosed()) {
                        cut();
                    }
                    Thread.ofVirtual().start(() -> pump(client, server));
                    Thread.ofVirtual().start(() -> pump(server, client));
                }
            } catch (IOException e) {
                close(through);
            }
        });
    }

    private void pump(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException e) {
            // Cut: the other side is to notice, too.
        }
        close(from);
        close(to);
        sockets.remove(from);
        sockets.remove(to);
    }

    private static void close(AutoCloseable closeable) {
        try {
            closeable.close();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
