package dev.warren.edge.traces;

import java.util.ArrayList;
import java.util.List;

/**
 * The latest records, each of which begins with the traces that it belongs to, in a fixed number of bytes: the newest overwrites the oldest.
 * One array and no objects, because thousands of spans a second that live for some seconds each are what garbage collectors like least.
 * Thread-safe.
 */
final class SpanRing {

    static final int TRACE_ID = 16;

    private final byte[] bytes;

    /** Positions of the first byte that is kept and of the first that is free, both counted since the start. */
    private long oldest;

    private long next;

    /** @param capacity in bytes; with 0 nothing is kept */
    SpanRing(int capacity) {
        this.bytes = new byte[capacity];
    }

    boolean keepsNothing() {
        return bytes.length == 0;
    }

    /**
     * Keeps a record, unless it alone is larger than the whole ring.
     *
     * @param record the number of its traces in two bytes, their ids, and whatever it holds
     */
    synchronized void add(byte[] record) {
        int needed = Integer.BYTES + record.length;
        if (needed > bytes.length) {
            return;
        }
        while (next + needed - oldest > bytes.length) {
            oldest += Integer.BYTES + numberAt(oldest, Integer.BYTES);
        }
        for (int i = 0; i < Integer.BYTES; i++) {
            bytes[at(next + i)] = (byte) (record.length >>> 24 - 8 * i);
        }
        int from = at(next + Integer.BYTES);
        int first = Math.min(record.length, bytes.length - from);
        System.arraycopy(record, 0, bytes, from, first);
        System.arraycopy(record, first, bytes, 0, record.length - first);
        next += needed;
    }

    /** The records of a trace, oldest first. Looks at everything that is kept: a millisecond or two for 8 MB. */
    synchronized List<byte[]> find(byte[] trace) {
        var found = new ArrayList<byte[]>();
        int length;
        for (long position = oldest; position < next; position += Integer.BYTES + length) {
            length = numberAt(position, Integer.BYTES);
            if (belongs(position + Integer.BYTES, trace)) {
                found.add(read(position + Integer.BYTES, length));
            }
        }
        return found;
    }

    private boolean belongs(long record, byte[] trace) {
        int traces = numberAt(record, Short.BYTES);
        for (int i = 0; i < traces; i++) {
            if (isAt(record + Short.BYTES + (long) i * TRACE_ID, trace)) {
                return true;
            }
        }
        return false;
    }

    private boolean isAt(long position, byte[] trace) {
        for (int i = 0; i < TRACE_ID; i++) {
            if (bytes[at(position + i)] != trace[i]) {
                return false;
            }
        }
        return true;
    }

    private byte[] read(long position, int length) {
        int from = at(position);
        int first = Math.min(length, bytes.length - from);
        byte[] record = new byte[length];
        System.arraycopy(bytes, from, record, 0, first);
        System.arraycopy(bytes, 0, record, first, length - first);
        return record;
    }

    private int numberAt(long position, int size) {
        int number = 0;
        for (int i = 0; i < size; i++) {
            number = number << 8 | bytes[at(position + i)] & 0xff;
        }
        return number;
    }

    private int at(long position) {
        return (int) (position % bytes.length);
    }
}
