package dev.warren.messaging.outbox;

import dev.warren.messaging.FailPoint;
import dev.warren.messaging.events.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.TimeUnit;

/**
 * The messages that the relay has in memory, each once: from the moment it takes one over until its row is deleted, or until it is
 * left to the outbox again. Thread-safe.
 */
public final class Hold {

    private final int capacity;
    private final Set<UUID> held = ConcurrentHashMap.newKeySet();
    private final LinkedBlockingDeque<Message> waiting = new LinkedBlockingDeque<>();
    private final ConcurrentLinkedQueue<UUID> confirmed = new ConcurrentLinkedQueue<>();

    public Hold(int capacity) {
        this.capacity = capacity;
    }

    public int room() {
        return Math.max(0, capacity - held.size());
    }

    public void load(List<Message> messages) {
        for (Message message : messages) {
            if (held.size() >= capacity) {
                return;
            }
            if (held.add(message.id())) {
                waiting.addLast(message);
            }
        }
    }

    public boolean isEmpty() {
        return held.isEmpty();
    }

    public boolean hasWaiting() {
        return !waiting.isEmpty();
    }

    /** The next message to publish, or null if none comes in time. */
    public Message next(long millis) throws InterruptedException {
        return waiting.pollFirst(millis, TimeUnit.MILLISECONDS);
    }

    /** These were taken but not published for good: they come first again, in their order. */
    public void takeBack(List<Message> messages) {
        messages.reversed().forEach(waiting::addFirst);
    }

    /** A message is with the broker for good, or is left to the outbox, where the sweep finds it. */
    public void landed(Message message, boolean sent) {
        if (sent) {
            FailPoint.AFTER_CONFIRM.reached();
            confirmed.add(message.id());
        } else {
            held.remove(message.id());
        }
    }

    public List<UUID> takeConfirmed() {
        var ids = new ArrayList<UUID>();
        for (UUID id = confirmed.poll(); id != null; id = confirmed.poll()) {
            ids.add(id);
        }
        return ids;
    }

    public void putBack(List<UUID> undeleted) {
        confirmed.addAll(undeleted);
    }

    public void forget(List<UUID> deleted) {
        deleted.forEach(held::remove);
    }
}
