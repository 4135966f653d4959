package dev.warren.local;

import com.icegreen.greenmail.mail.MovingMessage;
import jakarta.mail.MessagingException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** The newest mails, in memory. Thread-safe. */
final class Mailbox {
    private final int capacity;
    private final ArrayDeque<ReceivedMail> newestFirst = new ArrayDeque<>();
    private MovingMessage last;
    private long total;

    Mailbox(int capacity) {
        this.capacity = capacity;
    }

    int capacity() {
        return capacity;
    }

    /** Called once per recipient, one message after the other, so a message that comes again is the last one. */
    synchronized void receive(MovingMessage message) throws MessagingException {
        if (message == last) {
            return;
        }
        last = message;
        newestFirst.addFirst(ReceivedMail.of(++total, message, Instant.now()));
        if (newestFirst.size() > capacity) {
            newestFirst.removeLast();
        }
    }

    synchronized List<ReceivedMail> newest(int limit) {
        List<ReceivedMail> newest = new ArrayList<>(Math.min(limit, newestFirst.size()));
        for (Iterator<ReceivedMail> mails = newestFirst.iterator(); mails.hasNext() && newest.size() < limit; ) {
            newest.add(mails.next());
        }
        return newest;
    }

    synchronized long total() {
        return total;
    }
}
