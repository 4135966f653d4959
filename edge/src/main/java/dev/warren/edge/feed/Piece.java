package dev.warren.edge.feed;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** What a reader is sent next. Not thread-safe. */
final class Piece {

    /** Sent at once. With what the connection buffers, all that a slow reader costs. */
    private static final int FULL = 16 * 1024;

    private ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    void add(byte[] block) {
        bytes.writeBytes(block);
    }

    void add(String text) {
        add(text.getBytes(StandardCharsets.UTF_8));
    }

    boolean isEmpty() {
        return bytes.size() == 0;
    }

    boolean isFull() {
        return bytes.size() >= FULL;
    }

    /** Begins anew. A buffer that was kept would stay as large as the largest event was, for each of a thousand readers. */
    byte[] take() {
        byte[] taken = bytes.toByteArray();
        bytes = new ByteArrayOutputStream();
        return taken;
    }
}
