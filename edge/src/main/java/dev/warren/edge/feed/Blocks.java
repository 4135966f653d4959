package dev.warren.edge.feed;

import dev.warren.messaging.journal.Mark;
import java.nio.charset.StandardCharsets;

/** What goes over the wire, in the form of the HTML standard's server-sent events. Pure. */
final class Blocks {

    private Blocks() {}

    /** @param type and data without line breaks */
    static byte[] event(Mark mark, String type, byte[] data) {
        byte[] head =
                "id: %s\nevent: %s\ndata: ".formatted(Marks.text(mark), type).getBytes(StandardCharsets.UTF_8);
        byte[] block = new byte[head.length + data.length + 2];
        System.arraycopy(head, 0, block, 0, head.length);
        System.arraycopy(data, 0, block, head.length, data.length);
        block[block.length - 1] = '\n';
        block[block.length - 2] = '\n';
        return block;
    }

    /** The first thing that a reader is sent. */
    static String hello(long retryMillis) {
        return "retry: " + retryMillis + "\n\n";
    }

    /**
     * No event, but a sign of life. Whoever comes back goes on from here, however long ago the last event was that it wanted.
     *
     * @param passed null if there was none yet
     */
    static String heartbeat(Mark passed) {
        return passed == null ? ": here\n\n" : ": here\nid: " + Marks.text(passed) + "\n\n";
    }

    /** What the feed says of itself. It has no id, so that it is no place to come back to. */
    static String notice(String event, String code, String detail) {
        return "event: %s\ndata: {\"code\":\"%s\",\"detail\":\"%s\"}\n\n".formatted(event, code, detail);
    }
}
