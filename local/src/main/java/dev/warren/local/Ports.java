package dev.warren.local;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** TCP ports on the loopback address. */
public final class Ports {
    private static final int CONNECT_TIMEOUT_MILLIS = 500;

    /** Below what Linux (from 32768) and macOS (from 49152) give to outgoing connections. */
    private static final int FIRST = 20_000;

    private static final int COUNT = 12_000;

    /** Begins anywhere, so that two JVMs hardly meet. */
    private static final AtomicInteger NEXT =
            new AtomicInteger(ThreadLocalRandom.current().nextInt(COUNT));

    private Ports() {}

    /**
     * A port that was free a moment ago and that this JVM gives to nobody else for long. Nothing reserves it, but it is not one that the
     * system gives to connections by itself: whoever restarts on it finds it free.
     */
    public static int anyFree() {
        return IntStream.generate(() -> FIRST + Math.floorMod(NEXT.getAndIncrement(), COUNT))
                .limit(COUNT)
                .filter(Ports::isFree)
                .findFirst()
                .orElseThrow(() -> new LocalException(
                        "NO_FREE_PORT", "no port from %d to %d is free".formatted(FIRST, FIRST + COUNT - 1)));
    }

    /** Whether the port can be bound on 127.0.0.1 and nobody answers on it. Waits at most half a second. */
    public static boolean isFree(int port) {
        if (answers(port)) {
            return false;
        }
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress("127.0.0.1", port), 1);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** Whether somebody accepts connections on that port of 127.0.0.1. Waits at most half a second. */
    public static boolean answers(int port) {
        return answers("127.0.0.1", port);
    }

    /** Whether somebody accepts connections there. Waits at most half a second. */
    public static boolean answers(String host, int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, port), CONNECT_TIMEOUT_MILLIS);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
