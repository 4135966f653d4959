package dev.warren.messaging.journal;

import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ShutdownSignalException;
import dev.warren.messaging.broker.Link;
import dev.warren.messaging.broker.Waits;
import dev.warren.messaging.journal.Start.After;
import dev.warren.messaging.journal.Start.First;
import dev.warren.messaging.journal.Start.Since;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the journal from a place on, for as long as it is open, on a thread and a connection of its own. After a lost connection it goes on
 * behind the last entry that it gave, so each is given once, in order, until the reading ends.
 *
 * <p>What a relay published twice is given once, if no more than {@value #REMEMBERED} other messages are between the two. That holds
 * across readers, too: one that begins within the journal first reads the ids of as many entries before. One that begins at a time does not.
 */
public final class JournalReader implements AutoCloseable {

    /** Some 5 MB; read in a second or two. */
    static final int REMEMBERED = 50_000;

    private static final Logger log = LoggerFactory.getLogger(JournalReader.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration TICK = Duration.ofMillis(200);

    /** From then on whoever begins at a time behind that of the last entry has caught up. */
    private static final int QUIET_TICKS = 10;

    /** For a place behind the end that was told, which may have moved on since, and not for what is before it. */
    private static final Duration AWAITED = Duration.ofSeconds(5);

    private final Link link;
    private final int prefetch;
    private final Receiver receiver;
    private final Thread thread;
    private final RecentIds ids = new RecentIds(REMEMBERED);
    private final AtomicLong duplicates = new AtomicLong();
    private final CompletableFuture<String> stopped = new CompletableFuture<>();
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private volatile String trouble = "not reading yet";
    private Start start;
    private long passed = -1;
    private boolean knowsIds;
    private boolean caughtUp;

    /**
     * @param link started and closed by this reader
     * @param prefetch entries that are read ahead, 2 or more; some 3 kB each
     */
    public JournalReader(Link link, Start start, int prefetch, Receiver receiver) {
        this.link = link;
        this.start = start;
        this.prefetch = prefetch;
        this.receiver = receiver;
        this.thread = Thread.ofPlatform().name("journal").daemon().unstarted(this::run);
    }

    /** Begins to read, as soon as there is a connection, and returns at once. */
    public JournalReader start() {
        link.start();
        thread.start();
        return this;
    }

    /** Why nothing is read now, or null if the journal is. */
    public String trouble() {
        return link.trouble() == null ? trouble : link.trouble();
    }

    /** Messages that were not given because they were before. */
    public long duplicates() {
        return duplicates.get();
    }

    /** Completes when the receiver is called no more; exceptionally with what it threw. */
    public CompletableFuture<Void> ended() {
        return ended.copy();
    }

    private void run() {
        Throwable thrown = null;
        try {
            while (!stopped.isDone()) {
                Connection connection = link.await();
                if (connection == null) {
                    return;
                }
                try {
                    readOn(connection);
                } catch (IOException | ShutdownSignalException e) {
                    if (!String.valueOf(e.getMessage()).equals(trouble)) {
                        log.warn("the journal is not read: {}; trying on", String.valueOf(e.getMessage()));
                    }
                    trouble = String.valueOf(e.getMessage());
                    Waits.happens(stopped, PAUSE);
                }
            }
        } catch (InterruptedException e) {
            // By close(), which is the only one to know this thread.
            stopped.complete("interrupted");
        } catch (RuntimeException | Error e) {
            thrown = e;
        } finally {
            link.close();
            if (thrown == null) {
                ended.complete(null);
            } else {
                ended.completeExceptionally(thrown);
            }
        }
    }

    private void readOn(Connection connection) throws IOException, InterruptedException {
        long end = Consumption.end(connection);
        Start.Request request = start.request(end, knowsIds ? 0 : REMEMBERED);
        try (var journal = Consumption.open(connection, request.argument(), prefetch)) {
            trouble = null;
            if (request.awaited() != null && !isFound(request.awaited(), end, journal)) {
                receiver.gap();
                ids.clear();
                passed = -1;
                knowsIds = false;
                start = new First();
                return;
            }
            int quiet = 0;
            while (!stopped.isDone()) {
                if (!caughtUp && (passed >= end || request.from() > end || isBehindEnd(quiet))) {
                    caughtUp = true;
                    receiver.caughtUp();
                }
                Entry entry = journal.next(TICK);
                if (entry != null) {
                    read(entry, request.from());
                }
                quiet = entry == null ? quiet + 1 : 0;
            }
        }
    }

    /** Only a time may be, without anybody knowing. Silence within the journal is a broker that is slow. */
    private boolean isBehindEnd(int quiet) {
        return start instanceof Since && quiet >= QUIET_TICKS;
    }

    /** Reads up to the entry that is awaited; false if it is not where it was. What there is comes, however long that takes. */
    private boolean isFound(Mark awaited, long end, Consumption journal) throws IOException, InterruptedException {
        long until = System.nanoTime() + AWAITED.toNanos();
        while (awaited.offset() <= end || System.nanoTime() < until) {
            Entry entry = journal.next(TICK);
            if (entry == null) {
                continue;
            }
            if (entry.offset() > awaited.offset()) {
                return false;
            }
            ids.add(entry.properties().getMessageId());
            if (entry.offset() == awaited.offset()) {
                reached(entry);
                return entry.mark().equals(awaited);
            }
            if (entry.offset() <= end) {
                until = System.nanoTime() + AWAITED.toNanos();
            }
        }
        return false;
    }

    private void read(Entry entry, long from) throws InterruptedException {
        boolean isNew = ids.add(entry.properties().getMessageId());
        passed = entry.offset();
        if (entry.offset() < from) {
            return;
        }
        if (isNew) {
            receiver.accept(entry);
        } else {
            duplicates.incrementAndGet();
        }
        reached(entry);
    }

    private void reached(Entry entry) {
        start = new After(entry.mark());
        passed = entry.offset();
        knowsIds = true;
    }

    /** Ends the reading and returns at once; the receiver may be within a last call, which is interrupted. */
    @Override
    public void close() {
        stopped.complete("closed");
        thread.interrupt();
        if (!thread.isAlive()) {
            link.close();
        }
    }
}
