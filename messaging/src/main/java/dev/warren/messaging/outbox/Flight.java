package dev.warren.messaging.outbox;

import com.rabbitmq.client.ConfirmListener;
import dev.warren.messaging.events.Message;
import dev.warren.messaging.tracing.Tracing;
import io.opentelemetry.api.trace.Span;
import java.time.Duration;
import java.util.List;
import java.util.Map;
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
public final class Flight implements ConfirmListener {

    /** Told once per message: sent means confirmed and not returned. */
    public interface Landing {
        void landed(Message message, boolean sent);
    }

    private record Passenger(Message message, long since, Span span) {}

    private final ConcurrentNavigableMap<Long, Passenger> outstanding = new ConcurrentSkipListMap<>();

    /** How often each message id came back: copies of one dead letter share theirs. */
    private final Map<String, Integer> returned = new ConcurrentHashMap<>();

    private final int window;
    private final Semaphore seats;
    private final Landing landing;
    private volatile long excusedUntil = System.nanoTime();

    public Flight(int window, Landing landing) {
        this.window = window;
        this.seats = new Semaphore(window);
        this.landing = landing;
    }

    /** Waits for a free seat; whoever boards without publishing gives it back with {@link #leave}. */
    public boolean board(long time, TimeUnit unit) throws InterruptedException {
        return seats.tryAcquire(time, unit);
    }

    public void leave() {
        seats.release();
    }

    /** Called before the message is published: its confirm may come before the call that publishes it returns. */
    public void add(long number, Message message) {
        add(number, message, Span.getInvalid());
    }

    /** @param span of the flight, ended with it */
    void add(long number, Message message, Span span) {
        outstanding.put(number, new Passenger(message, System.nanoTime(), span));
    }

    public void returned(String messageId) {
        returned.merge(messageId, 1, Integer::sum);
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
            boolean cameBack = cameBack(passenger.message());
            landing.landed(passenger.message(), !cameBack && confirmed);
            seats.release();
            end(passenger.span(), cameBack ? "returned" : confirmed ? null : "refused");
        }
    }

    private boolean cameBack(Message message) {
        String id = message.properties().getMessageId();
        if (!returned.containsKey(id)) {
            return false;
        }
        returned.computeIfPresent(id, (same, times) -> times == 1 ? null : times - 1);
        return true;
    }

    public int size() {
        return outstanding.size();
    }

    private static void end(Span span, String trouble) {
        if (trouble == null) {
            span.end();
        } else {
            Tracing.fail(span, trouble);
        }
    }

    /** What is neither confirmed nor refused, in the order of publishing; to be asked for when the channel is gone. */
    public List<Message> unconfirmed() {
        outstanding.values().forEach(passenger -> Tracing.fail(passenger.span(), "unconfirmed"));
        return outstanding.values().stream().map(Passenger::message).toList();
    }

    /** The broker takes nothing at the moment: no message is late because of that. */
    public void excuse() {
        excusedUntil = System.nanoTime();
    }

    public void failIfOlderThan(Duration limit) throws TimeoutException {
        var first = outstanding.firstEntry();
        if (first == null) {
            return;
        }
        long now = System.nanoTime();
        if (now - first.getValue().since() > limit.toNanos() && now - excusedUntil > limit.toNanos()) {
            throw new TimeoutException("no confirm within %s for %d messages".formatted(limit, outstanding.size()));
        }
    }

    /** Whether everything has landed, or does so in time. */
    public boolean isEmptyWithin(Duration time) throws InterruptedException {
        boolean empty = seats.tryAcquire(window, time.toNanos(), TimeUnit.NANOSECONDS);
        if (empty) {
            seats.release(window);
        }
        return empty;
    }
}
