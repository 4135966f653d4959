package dev.warren.edge.feed;

import dev.warren.messaging.Messaging;
import dev.warren.messaging.journal.Entry;
import dev.warren.messaging.journal.JournalReader;
import dev.warren.messaging.journal.Mark;
import dev.warren.messaging.journal.Receiver;
import dev.warren.messaging.journal.Start.After;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;

/**
 * Reads the journal for one reader of the feed that was away for longer than the window reaches, at the reader's pace, until somebody
 * closes it because it has reached the window. Thread-safe.
 */
final class CatchUp implements Receiver, AutoCloseable {

    private static final int READ_AHEAD = 100;
    private static final int READY = 64;

    /** Many times what the ids before the place take. */
    private static final Duration TURN = Duration.ofSeconds(10);

    private static final long NOWHERE = Long.MIN_VALUE;

    private final FeedEvents events;
    private final Selection selection;
    private final Mark from;
    private final Runnable wake;
    private final ArrayBlockingQueue<FeedEvent> ready = new ArrayBlockingQueue<>(READY);
    private final JournalReader journal;
    private final long since = System.nanoTime();
    private volatile Mark read;
    private volatile long reached = NOWHERE;
    private volatile boolean isReset;

    /** @param wake called when there is something to give */
    CatchUp(Messaging messaging, FeedEvents events, Selection selection, Mark from, Runnable wake) {
        this.events = events;
        this.selection = selection;
        this.from = from;
        this.wake = wake;
        this.journal = messaging.journal(new After(from), READ_AHEAD, this).start();
    }

    @Override
    public void accept(Entry entry) throws InterruptedException {
        Optional<FeedEvent> event = events.of(entry).filter(selection);
        if (event.isPresent()) {
            ready.put(event.get());
            wake.run();
        }
        read = entry.mark();
        reached = entry.offset();
    }

    @Override
    public void caughtUp() {
        if (reached == NOWHERE) {
            reached = isReset ? -1 : from.offset();
        }
        wake.run();
    }

    @Override
    public void gap() {
        isReset = true;
    }

    /** Whether it began with what is kept instead of where it was told. */
    boolean isReset() {
        return isReset;
    }

    /** The next event to be given; null if there is none now. */
    FeedEvent poll() {
        return ready.poll();
    }

    /** Everything up to this offset was given or is ready. */
    long reached() {
        return reached;
    }

    /** Where to go on later: behind what was given or passed over so far. */
    Mark place(Mark given) {
        Mark at = read;
        return at != null && ready.isEmpty() ? at : given;
    }

    /** Whether it has read for so long that another one may. */
    boolean hasHadItsTurn() {
        return System.nanoTime() - since > TURN.toNanos();
    }

    /** Whether it has failed and gets no further. */
    boolean isBroken() {
        return journal.ended().isCompletedExceptionally();
    }

    @Override
    public void close() {
        journal.close();
    }
}
