package dev.warren.messaging.outbox;

import com.rabbitmq.client.ConfirmListener;
import dev.warren.messaging.events.Message;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The messages of one channel between publish and confirm, by publish sequence number. Numbers start again on every channel, so a
 * flight ends with its channel.
 *
 * <p>One thread publishes; the connection's thread confirms and returns. A return comes before the confirm of the same message.
 */
final class Flight implements ConfirmListener {

    /** Told once per message: sent means confirmed and not returned. */
    interface Landing {
        void landed(Message message, boolean sent);
    }

    private record Passenger(Message message, long since) {}

    private final ConcurrentNavigableMap<Long, Passenger> outstanding = new ConcurrentSkipListMap<>();
    private final Set<String> returned = ConcurrentHashMap.newKeySet();
    private final int window;
    private final Semaphore seats;
    private final Landing landing;

    Flight(int window, Landing landing) {
        this.window = window;
        this.seats = new Semaphore(window);
        this.landing = landing;
    }

    /** Waits for a free seat. */
    boolean board(long time, TimeUnit unit) throws InterruptedException {
        return seats.tryAcquire(time, unit);
    }

    /** Called before the message is published: its confirm may come before the call that publishes it returns. */
    void add(long number, Message message) {
        outstanding.put(number, new Passenger(message, System.nanoTime()));
    }

    void returned(String messageId) {
        returned.add(messageId);
    }

    @Override
    public void handleAck(long number, boolean multiple) {
        land(number, multiple, true);
    }

    @Override
    public void handleNack(long number, boolean multiple) {
        land(number, multiple, false);
    }

    private void land(long number, boolean multiple, boolean confirmed) {
        if (multiple) {
            for (var first = outstanding.firstEntry();
                    first != null && first.getKey() <= number;
                    first = outstanding.firstEntry()) {
                landOne(first.getKey(), confirmed);
            }
        } else {
            landOne(number, confirmed);
        }
    }

    private void landOne(long number, boolean confirmed) {
        Passenger passenger = outstanding.remove(number);
        if (passenger != null) {
            boolean cameBack = returned.remove(passenger.message().properties().getMessageId());
            landing.landed(passenger.message(), confirmed && !cameBack);
            seats.release();
        }
    }

    int size() {
        return outstanding.size();
    }

    /** What is neither confirmed nor refused, in the order of publishing. */
    List<Message> unconfirmed() {
        return outstanding.values().stream().map(Passenger::message).toList();
    }

    void failIfOlderThan(Duration limit) throws TimeoutException {
        var first = outstanding.firstEntry();
        if (first != null && System.nanoTime() - first.getValue().since() > limit.toNanos()) {
            throw new TimeoutException("no confirm within %s for %d messages".formatted(limit, outstanding.size()));
        }
    }

    void awaitEmpty(Duration limit) throws InterruptedException, TimeoutException {
        if (!seats.tryAcquire(window, limit.toNanos(), TimeUnit.NANOSECONDS)) {
            throw new TimeoutException("no confirm within %s for %d messages".formatted(limit, outstanding.size()));
        }
    }
}
