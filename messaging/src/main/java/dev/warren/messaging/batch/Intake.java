package dev.warren.messaging.batch;

import dev.warren.messaging.UnavailableException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;

/**
 * What has arrived and waits for its batch. Deliveries are bounded by the consumer's prefetch, commands here. Thread-safe.
 *
 * <p>A command is either taken or refused, whenever the service stops or loses its database: none is left without an answer.
 */
final class Intake<I, S> {

    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    /** Beyond this a client is better served by "try again" than by waiting. */
    private static final int MOST_WAITING = 10_000;

    private final LinkedBlockingQueue<Arrival<I, S>> waiting = new LinkedBlockingQueue<>();

    /** Deliveries that are not wanted yet, older than those in {@link #waiting}. Only on the writing thread. */
    private final ArrayDeque<Arrival<I, S>> heldBack = new ArrayDeque<>();

    private final BiConsumer<Arrival.Command<I, S>, RuntimeException> refuse;
    private volatile boolean stopping;
    private volatile String closed = "the database is not prepared yet";

    /** @param refuse answers a command that is not taken */
    Intake(BiConsumer<Arrival.Command<I, S>, RuntimeException> refuse) {
        this.refuse = refuse;
    }

    /** Why commands are refused, or null if they are taken. */
    String trouble() {
        return closed;
    }

    void open() {
        closed = null;
    }

    /** Refuses the commands that wait and those that will come. */
    void close(String reason, Exception cause) {
        closed = reason;
        for (var arrival : List.copyOf(waiting)) {
            if (arrival instanceof Arrival.Command<I, S> command && waiting.remove(command)) {
                refuse(command, cause);
            }
        }
    }

    /** Refuses the commands that will come, for good; those that wait are still taken. */
    void stop() {
        stopping = true;
    }

    /** Takes a delivery or a result; never blocks. */
    void add(Arrival<I, S> arrival) {
        waiting.add(arrival);
    }

    /** Takes a command or refuses it; never blocks. */
    void submit(Arrival.Command<I, S> command) {
        if (stopping) {
            refuse.accept(command, new UnavailableException("the service is stopping", RETRY_AFTER, null));
        } else if (closed != null) {
            refuse(command, null);
        } else if (waiting.size() >= MOST_WAITING) {
            refuse.accept(
                    command, new UnavailableException(waiting.size() + " inputs wait already", RETRY_AFTER, null));
        } else {
            waiting.add(command);
            // Closed in between, perhaps after the last look into the queue.
            if (closed != null && waiting.remove(command)) {
                refuse(command, null);
            }
        }
    }

    void refuse(Arrival.Command<I, S> command, Exception cause) {
        String reason = closed;
        refuse.accept(
                command,
                new UnavailableException(reason == null ? "the input was given up" : reason, RETRY_AFTER, cause));
    }

    void refuseFull(Arrival.Command<I, S> command, int capacity) {
        var reason = "%d messages wait for the broker, the most that messaging.outbox.capacity allows";
        refuse.accept(command, new UnavailableException(reason.formatted(capacity), RETRY_AFTER, null));
    }

    /** Forgets deliveries whose channel is gone: they come again. Without it an outage would collect every redelivery. */
    void forgetStale() {
        waiting.removeIf(Intake::isStale);
        heldBack.removeIf(Intake::isStale);
    }

    static boolean isStale(Arrival<?, ?> arrival) {
        return arrival.delivered()
                .filter(delivery -> !delivery.channel().isOpen())
                .isPresent();
    }

    /** Whether nothing waits but deliveries that are held back. */
    boolean isEmpty() {
        return waiting.isEmpty();
    }

    /**
     * Whatever has arrived, up to a limit; waits a little for the first. Only on the writing thread.
     *
     * @param deliveries whether deliveries are wanted: if not they are held back, unacknowledged and in their order
     */
    List<Arrival<I, S>> take(int limit, Duration wait, boolean deliveries) throws InterruptedException {
        var batch = new ArrayList<Arrival<I, S>>();
        while (deliveries && !heldBack.isEmpty() && batch.size() < limit) {
            batch.add(heldBack.poll());
        }
        if (batch.isEmpty()) {
            var first = waiting.poll(wait.toMillis(), TimeUnit.MILLISECONDS);
            if (first == null) {
                return batch;
            }
            batch.add(first);
        }
        waiting.drainTo(batch, limit - batch.size());
        if (!deliveries) {
            holdBack(batch);
        }
        return batch;
    }

    private void holdBack(List<Arrival<I, S>> batch) {
        // Those of a channel that is gone come again: kept, each reconnection would add to them.
        if (!heldBack.isEmpty() && isStale(heldBack.peek())) {
            heldBack.removeIf(Intake::isStale);
        }
        batch.removeIf(arrival -> arrival.delivered().isPresent() && heldBack.add(arrival));
    }
}
