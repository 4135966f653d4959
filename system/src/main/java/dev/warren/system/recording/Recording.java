package dev.warren.system.recording;

import com.rabbitmq.client.ConnectionFactory;
import dev.warren.local.LocalException;
import dev.warren.local.fixtures.FlowEvent;
import dev.warren.local.fixtures.Wire;
import dev.warren.messaging.broker.Link;
import dev.warren.messaging.journal.Entry;
import dev.warren.messaging.journal.JournalReader;
import dev.warren.messaging.journal.Receiver;
import dev.warren.messaging.journal.Start;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** What the journal holds of one order, each event once, in the order of publishing. */
public final class Recording {

    /** For a clock that runs behind that of whoever gave the order its id. */
    private static final Duration EARLIER = Duration.ofMinutes(5);

    private static final int MILLIS_SHIFT = 16;
    private static final int PREFETCH = 500;

    private Recording() {}

    /**
     * Reads the journal from the time of the order's id to its present end; blocks as long as that takes.
     *
     * @throws LocalException {@code ORDER_NOT_IN_JOURNAL}, or {@code JOURNAL_UNREADABLE} if it takes longer than {@code limit}
     */
    public static List<FlowEvent> of(UUID order, ConnectionFactory broker, Duration limit) throws InterruptedException {
        var events = read(order, broker, limit);
        if (events.isEmpty()) {
            throw new LocalException(
                    "ORDER_NOT_IN_JOURNAL",
                    "the journal holds nothing about an order %s: is the id right, and is the order younger than the journal's retention?"
                            .formatted(order));
        }
        return events;
    }

    private static List<FlowEvent> read(UUID order, ConnectionFactory broker, Duration limit)
            throws InterruptedException {
        var taking = new Taking(order.toString());
        var link = new Link("recording", broker::newConnection);
        try (var reader = new JournalReader(link, new Start.Since(begin(order)), PREFETCH, taking).start()) {
            CompletableFuture.anyOf(taking.done, reader.ended()).get(limit.toMillis(), TimeUnit.MILLISECONDS);
            return taking.events;
        } catch (TimeoutException | ExecutionException e) {
            throw new LocalException(
                    "JOURNAL_UNREADABLE", "the journal was not read to its end within %s: %s".formatted(limit, e), e);
        }
    }

    private static Instant begin(UUID order) {
        return Instant.ofEpochMilli(order.getMostSignificantBits() >>> MILLIS_SHIFT)
                .minus(EARLIER);
    }

    private static final class Taking implements Receiver {

        private final String order;
        private final List<FlowEvent> events = new ArrayList<>();
        private final CompletableFuture<Void> done = new CompletableFuture<>();

        private Taking(String order) {
            this.order = order;
        }

        @Override
        public void accept(Entry entry) {
            if (order.equals(entry.properties().getCorrelationId()) && !done.isDone()) {
                events.add(Wire.read(entry.properties(), entry.body()));
            }
        }

        @Override
        public void caughtUp() {
            done.complete(null);
        }
    }
}
