package dev.warren.messaging.replay;

import com.fasterxml.uuid.Generators;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import dev.warren.messaging.Participant;
import dev.warren.messaging.broker.Backoff;
import dev.warren.messaging.broker.Delivery;
import dev.warren.messaging.broker.Links;
import dev.warren.messaging.broker.Listener;
import dev.warren.messaging.broker.Upkeep;
import dev.warren.messaging.broker.Waits;
import dev.warren.messaging.topology.Definitions;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets a service that joins late handle what was said before it came: its queue is bound first, then a bookmark is put into the journal, and
 * what lies before the bookmark is handled from the journal, marked as replayed. What is said meanwhile waits in the queue. What comes both
 * ways is handled once, because the inbox knows it; so a catch-up that was cut short, or that another instance does too, just starts over.
 */
public final class CatchUp {

    private static final Logger log = LoggerFactory.getLogger(CatchUp.class);

    /** A bookmark that is not met though nothing more comes was lost with a broker that had just started. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final Duration UPKEEP = Duration.ofMinutes(1);

    /** A stream gives the chunk with which the prefetch is reached whole; its entries are counted in two bytes. */
    private static final int LARGEST_CHUNK = 65_535;

    /** Who handles what is read. Both methods return at once, and the broker delivers on as deliveries are acknowledged. */
    public interface Handler {
        void receive(Delivery delivery);

        /** @param acknowledged called once this delivery and all before it are handled and acknowledged */
        void skip(Delivery delivery, Runnable acknowledged);
    }

    /**
     * @param upkeep binds the queue
     * @param prefetch deliveries that may be unacknowledged at a time
     */
    public record Surroundings(Links links, Upkeep upkeep, DataSource database, int prefetch, Clock clock) {}

    private final Participant participant;
    private final Surroundings surroundings;
    private final Handler handler;
    private final CaughtUp rows = new CaughtUp();
    private final Bookmark bookmark =
            new Bookmark(Generators.timeBasedEpochGenerator().generate());
    private final CompletableFuture<String> stopping = new CompletableFuture<>();
    private final CompletableFuture<Delivery> reached = new CompletableFuture<>();
    private final AtomicLong offset = new AtomicLong(-1);
    private volatile Channel met;
    private volatile String trouble = "not caught up with the journal yet";

    public CatchUp(Participant participant, Surroundings surroundings, Handler handler) {
        this.participant = participant;
        this.surroundings = surroundings;
        this.handler = handler;
    }

    /** Why the service does not know yet all that was said before it came, or null if it does. */
    public String trouble() {
        return trouble;
    }

    /**
     * Returns true once everything before the bookmark is handled, or at once if that was so before; false if the service stops. Waits
     * for broker and database as long as that takes.
     */
    public boolean run() throws InterruptedException {
        var backoff = new Backoff(Duration.ofMillis(250), Duration.ofSeconds(5));
        while (!stopping.isDone()) {
            try {
                if (isRecorded() || read()) {
                    trouble = null;
                    return true;
                }
            } catch (IOException | TimeoutException | SQLException | RuntimeException e) {
                String reason = "cannot catch up with the journal: " + e.getMessage();
                if (!reason.equals(trouble)) {
                    log.warn("{}; trying on", reason);
                }
                trouble = reason;
                Waits.happens(stopping, backoff.next());
            }
        }
        return false;
    }

    private boolean isRecorded() throws SQLException {
        try (var connection = surroundings.database().getConnection()) {
            connection.setAutoCommit(true);
            return rows.isThere(connection);
        }
    }

    private void record() throws SQLException {
        try (var connection = surroundings.database().getConnection()) {
            connection.setAutoCommit(true);
            rows.record(connection, surroundings.clock().instant());
        }
    }

    /** @return false if the service stops before the bookmark is met */
    private boolean read() throws IOException, TimeoutException, SQLException, InterruptedException {
        bindQueue();
        place();
        log.info("{} catches up with the journal, run {}", participant.name(), bookmark.id());
        var over = CompletableFuture.anyOf(reached, stopping);
        try (var journal = new Listener(
                surroundings.links().consuming(),
                new Listener.Source(Definitions.JOURNAL, this::from),
                surroundings.prefetch(),
                () -> UPKEEP,
                this::receive)) {
            journal.start();
            long before = offset.get();
            while (!Waits.happens(over, PATIENCE)) {
                if (offset.get() == before) {
                    place();
                }
                before = offset.get();
                trouble = "catches up with the journal, at offset " + before;
            }
        }
        if (!reached.isDone()) {
            return false;
        }
        record();
        reached.join().channel().abort();
        log.info("{} has caught up with the journal at offset {}", participant.name(), offset);
        return true;
    }

    /** Whatever is said from now on is in the queue. */
    private void bindQueue() throws IOException, InterruptedException {
        Connection connection = surroundings.links().consuming().await();
        if (connection != null) {
            surroundings.upkeep().verify(connection);
            Channel channel = connection
                    .openChannel()
                    .orElseThrow(() -> new IOException("the connection has no channel left; raise channel_max"));
            try {
                surroundings.upkeep().restore(channel);
            } finally {
                channel.abort();
            }
        }
    }

    private void place() throws IOException, TimeoutException, InterruptedException {
        Connection connection = surroundings.links().publishing().await();
        if (connection != null) {
            bookmark.place(connection, participant.ownExchange(), Definitions.JOURNAL);
        }
    }

    /** Deliveries are acknowledged in their order, so no more than the prefetch and a chunk of those that came can be unhandled. */
    private Map<String, Object> from() {
        long sure = offset.get() - surroundings.prefetch() - LARGEST_CHUNK;
        return Map.of("x-stream-offset", sure < 0 ? "first" : sure);
    }

    private void receive(Delivery delivery) {
        if (delivery.channel() == met) {
            // It is in the queue as well, and no history.
            return;
        }
        var properties = delivery.properties();
        if (properties.getHeaders() != null && properties.getHeaders().get("x-stream-offset") instanceof Long at) {
            offset.accumulateAndGet(at, Math::max);
        }
        if (bookmark.is(properties)) {
            met = delivery.channel();
            handler.skip(delivery, () -> reached.complete(delivery));
        } else if (participant.hears().contains(properties.getType())) {
            var marked = Replays.marked(properties, bookmark.id().toString());
            handler.receive(new Delivery(delivery.channel(), delivery.envelope(), marked, delivery.body()));
        } else {
            handler.skip(delivery, () -> {});
        }
    }

    /** Ends {@link #run} as soon as it waits. */
    public void stop() {
        stopping.complete("the service stops");
    }
}
