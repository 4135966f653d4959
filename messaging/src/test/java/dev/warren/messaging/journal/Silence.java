package dev.warren.messaging.journal;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import javax.net.SocketFactory;

/** Makes sockets that can be open and bring nothing, as from a broker that is frozen or slow. Thread-safe. */
final class Silence extends SocketFactory {

    private long after = Long.MAX_VALUE;

    /** @param bytes so many each socket brings in all, and then nothing, until more are let through */
    synchronized void after(long bytes) {
        after = bytes;
        notifyAll();
    }

    private synchronized void awaitEnd(long brought) throws IOException {
        try {
            while (brought >= after) {
                wait();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while nothing came", e);
        }
    }

    @Override
    public Socket createSocket() {
        return new Socket() {
            @Override
            public InputStream getInputStream() throws IOException {
                return new Brought(super.getInputStream());
            }
        };
    }

    private final class Brought extends FilterInputStream {

        private long bytes;

        private Brought(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            int read = super.read(into, offset, length);
            bytes += Math.max(0, read);
            awaitEnd(bytes);
            return read;
        }
    }

    @Override
    public Socket createSocket(String host, int port) {
        throw new UnsupportedOperationException("the client connects by itself");
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localHost, int localPort) {
        throw new UnsupportedOperationException("the client connects by itself");
    }

    @Override
    public Socket createSocket(InetAddress host, int port) {
        throw new UnsupportedOperationException("the client connects by itself");
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress localHost, int localPort) {
        throw new UnsupportedOperationException("the client connects by itself");
    }
}
