package dev.warren.system.rig;

import dev.warren.local.LocalException;
import dev.warren.system.rig.Trouble.Direction;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stands between a client and a server on 127.0.0.1 and makes trouble on demand. It ends a connection when either end does, and
 * refuses one when the server does. Thread-safe; a virtual thread for each direction of each connection.
 */
public final class TcpProxy implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(TcpProxy.class);
    private static final int PIECE = 64 * 1024;

    private final ServerSocket door;
    private final Set<Connection> connections = ConcurrentHashMap.newKeySet();
    private final int server;
    private volatile Trouble trouble = Trouble.NONE;
    private volatile boolean cut;

    private TcpProxy(ServerSocket door, int server) {
        this.door = door;
        this.server = server;
    }

    /** Listens on a free port for connections to that port. */
    public static TcpProxy to(int serverPort) {
        try {
            var proxy = new TcpProxy(new ServerSocket(0, 128, InetAddress.getLoopbackAddress()), serverPort);
            Thread.ofVirtual().name("proxy-" + serverPort).start(proxy::accept);
            return proxy;
        } catch (IOException e) {
            throw new LocalException("PROXY_NOT_STARTED", "no free port for a proxy to " + serverPort, e);
        }
    }

    public int port() {
        return door.getLocalPort();
    }

    public int connections() {
        return connections.size();
    }

    /** From now on, for the connections there are and those to come. */
    public void trouble(Trouble newTrouble) {
        trouble = newTrouble;
    }

    /** No trouble from now on. A direction that went dark stays dark: what was swallowed cannot be put back. */
    public void heal() {
        cut = false;
        trouble = Trouble.NONE;
    }

    /** Breaks every connection and refuses new ones until healed. */
    public void cut() {
        cut = true;
        reset();
    }

    /** Both ends of every connection see a reset; new connections pass. */
    public void reset() {
        connections.forEach(Connection::reset);
    }

    @Override
    public void close() {
        try {
            door.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        connections.forEach(Connection::close);
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                Socket client = door.accept();
                Thread.ofVirtual().start(() -> connect(client));
            } catch (IOException e) {
                log.debug("the proxy to {} takes no more connections: {}", server, e.getMessage());
            }
        }
    }

    private void connect(Socket client) {
        var connection = new Connection(client, new Socket());
        // Before the server can see it: whoever sees it there may want it reset.
        connections.add(connection);
        try {
            if (cut) {
                connection.reset();
                return;
            }
            connection.server.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server));
            Thread.ofVirtual().start(() -> connection.pump(Direction.TO_SERVER));
            Thread.ofVirtual().start(() -> connection.pump(Direction.TO_CLIENT));
            if (cut || door.isClosed()) {
                connection.reset();
            }
        } catch (IOException e) {
            connection.reset();
        }
    }

    /** A client's connection and the one to the server that stands for it. */
    private final class Connection {
        private final Socket client;
        private final Socket server;

        Connection(Socket client, Socket server) {
            this.client = client;
            this.server = server;
        }

        void pump(Direction direction) {
            Socket from = direction == Direction.TO_SERVER ? client : server;
            Socket to = direction == Direction.TO_SERVER ? server : client;
            byte[] buffer = new byte[PIECE];
            boolean dark = false;
            try {
                for (int read = from.getInputStream().read(buffer);
                        read >= 0;
                        read = from.getInputStream().read(buffer)) {
                    var fate = dark ? Trouble.Fate.GOES_DARK : trouble.befalls(direction, Arrays.copyOf(buffer, read));
                    switch (fate) {
                        case PASSES -> to.getOutputStream().write(buffer, 0, read);
                        case GOES_DARK -> dark = true;
                        case BREAKS -> {
                            reset();
                            return;
                        }
                    }
                }
                if (!dark) {
                    close();
                }
            } catch (IOException e) {
                reset();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                reset();
            }
        }

        /** Closing with unsent data thrown away is what TCP calls a reset. */
        void reset() {
            abandon(client);
            abandon(server);
            connections.remove(this);
        }

        void close() {
            shut(client);
            shut(server);
            connections.remove(this);
        }
    }

    private static void abandon(Socket socket) {
        try {
            socket.setSoLinger(true, 0);
        } catch (IOException e) {
            log.debug("a connection was closed before it could be reset: {}", e.getMessage());
        }
        shut(socket);
    }

    private static void shut(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            log.debug("a connection could not be closed: {}", e.getMessage());
        }
    }
}
