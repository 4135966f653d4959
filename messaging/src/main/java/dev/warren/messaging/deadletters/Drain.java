package dev.warren.messaging.deadletters;

import com.rabbitmq.client.ShutdownSignalException;
import dev.warren.messaging.batch.Failures;
import dev.warren.messaging.broker.Backoff;
import dev.warren.messaging.broker.Delivery;
import dev.warren.messaging.broker.Link;
import dev.warren.messaging.broker.Listener;
import dev.warren.messaging.broker.Waits;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Moves what comes to a service's dead queue into its table: stored first, then acknowledged. A message that comes again finds its
 * row; what the database cannot take now stays in the queue and comes again.
 */
final class Drain implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Drain.class);
    private static final int AT_ONCE = 100;
    private static final Duration TICK = Duration.ofSeconds(1);
    private static final Duration STOP = Duration.ofSeconds(1);

    /** Where dead letters go. */
    interface Store {

        /** Stores all of them or none. */
        void store(List<Delivery> deliveries) throws SQLException;

        /** Called about once a second, to see what has become of what is stored. */
        void look() throws SQLException;
    }

    private final Store store;
    private final Listener listener;
    private final Thread thread;
    private final LinkedBlockingQueue<Delivery> waiting = new LinkedBlockingQueue<>();
    private final CompletableFuture<String> stopping = new CompletableFuture<>();
    private final Backoff backoff = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(5));

    Drain(Link link, String queue, Store store) {
        this.store = store;
        this.listener = new Listener(link, queue, AT_ONCE, () -> Duration.ofMinutes(1), waiting::add);
        this.thread = Thread.ofPlatform().name("dead-letters").daemon().unstarted(this::run);
    }

    void start() {
        listener.start();
        thread.start();
    }

    private void run() {
        try {
            while (!stopping.isDone()) {
                drain(take());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private List<Delivery> take() throws InterruptedException {
        var batch = new ArrayList<Delivery>();
        Delivery first = waiting.poll(TICK.toMillis(), TimeUnit.MILLISECONDS);
        if (first != null) {
            batch.add(first);
            waiting.drainTo(batch, AT_ONCE - 1);
        }
        return batch;
    }

    private void drain(List<Delivery> batch) throws InterruptedException {
        try {
            if (batch.isEmpty()) {
                store.look();
            } else {
                store.store(batch);
                batch.forEach(Drain::acknowledge);
            }
            backoff.reset();
        } catch (SQLException | RuntimeException e) {
            boolean away = e instanceof SQLException failure && Failures.of(failure) != Failures.REJECTED;
            if (!away && batch.size() > 1) {
                // So that no message is blamed for its neighbour.
                for (Delivery delivery : batch) {
                    drain(List.of(delivery));
                }
            } else {
                putBack(batch, e);
            }
        }
    }

    private void putBack(List<Delivery> batch, Exception cause) throws InterruptedException {
        if (backoff.failures() == 0) {
            log.warn("dead letters cannot be stored and wait in their queue: {}", Failures.reason(cause));
        }
        waiting.addAll(batch);
        waiting.removeIf(delivery -> !delivery.channel().isOpen());
        Waits.happens(stopping, backoff.next());
    }

    private static void acknowledge(Delivery delivery) {
        try {
            delivery.channel().basicAck(delivery.tag(), false);
        } catch (IOException | ShutdownSignalException e) {
            // It comes again and finds its row.
            log.debug("not acknowledged, the channel is gone: {}", e.getMessage());
        }
    }

    /** What is not stored by now stays in the queue. */
    @Override
    public void close() throws InterruptedException {
        stopping.complete("the service stops");
        listener.close();
        if (thread.isAlive()) {
            thread.join(STOP);
        }
    }
}
