package dev.warren.edge.feed;

import dev.warren.messaging.journal.Mark;
import java.util.ArrayList;
import java.util.List;

/** The latest events, a bounded number of bytes of them, in the order of the journal, without a gap. Thread-safe. */
final class Window {

    private final int most;
    private final ArrayList<FeedEvent> events = new ArrayList<>();
    private long before = Long.MAX_VALUE;
    private long last = -1;
    private long bytes;

    /** @param most bytes of their blocks; an event larger than that is kept alone */
    Window(int most) {
        this.most = most;
    }

    /** From now on there is everything behind this offset. */
    synchronized void begin(long offset) {
        events.clear();
        bytes = 0;
        before = offset;
        last = offset;
    }

    /** An entry was read, of which nothing is kept. */
    synchronized void pass(long offset) {
        before = Math.min(before, offset - 1);
        last = offset;
    }

    synchronized void add(FeedEvent event) {
        pass(event.offset());
        events.add(event);
        bytes += event.block().length;
        if (bytes > most && events.size() > 1) {
            forget();
        }
    }

    /** An eighth at once, as moving the others up costs the same for many. */
    private void forget() {
        int gone = 0;
        while (gone < events.size() - 1 && bytes > most - most / 8) {
            bytes -= events.get(gone++).block().length;
        }
        before = events.get(gone - 1).offset();
        events.subList(0, gone).clear();
    }

    /** Whether everything behind this offset is here. */
    synchronized boolean covers(long offset) {
        return offset >= before;
    }

    /** Whether this was read already. */
    synchronized boolean reaches(long offset) {
        return offset <= last;
    }

    /** Of those that are not here the answer is no. */
    synchronized boolean has(Mark mark) {
        int index = firstAfter(mark.offset() - 1);
        return index < events.size() && events.get(index).mark().equals(mark);
    }

    /** The last that was read. */
    synchronized long last() {
        return last;
    }

    /** The latest event up to this offset, null if there is none. */
    synchronized Mark markUpTo(long offset) {
        int index = firstAfter(offset) - 1;
        return index < 0 ? null : events.get(index).mark();
    }

    /** The first so many behind this offset. */
    synchronized List<FeedEvent> after(long offset, int atMost) {
        int from = firstAfter(offset);
        return List.copyOf(events.subList(from, Math.min(events.size(), from + atMost)));
    }

    private int firstAfter(long offset) {
        int low = 0;
        int high = events.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (events.get(middle).offset() <= offset) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
