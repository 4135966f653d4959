package dev.warren.edge.feed;

import dev.warren.messaging.journal.Mark;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxSink;
import reactor.core.publisher.FluxSink.OverflowStrategy;

/**
 * One connection to the feed. It has no events of its own: it has a place in the {@link Window} and takes from there what its client has
 * room for. {@link #step} moves it on and is called by one thread; the client's side may be any.
 */
final class FeedReader {

    private static final int LOOK = 256;
    private static final long RETRY_MILLIS = 2_000;

    /** Another instance may have been ahead of this one. */
    private static final Duration AHEAD = Duration.ofSeconds(2);

    private static final Duration GOODBYE = Duration.ofSeconds(5);

    /** A client that was gone before it was answered never asks for anything. */
    private static final Duration ANSWERED = Duration.ofSeconds(20);

    private final String caller;
    private final Selection selection;
    private final Instant until;
    private final FeedSettings settings;
    private final Runnable wake;
    private final long since = System.nanoTime();
    private final CompletableFuture<Void> placed = new CompletableFuture<>();
    private volatile FluxSink<byte[]> sink;
    private volatile boolean gone;
    private volatile boolean hasEnded;

    private final Piece piece = new Piece();
    private Mark wanted;
    private boolean isPlaced;
    private long passed;
    private int epoch;
    private CatchUp catchUp;
    private boolean resetIsTold;
    private long tookAt = since;
    private long saidAt = since;
    private CutOff cutOff;
    private long cutOffAt;

    /**
     * @param wanted where it was last; null for a newcomer
     * @param until when it must go
     * @param wake called when there may be something to do
     */
    FeedReader(String caller, Selection selection, Mark wanted, Instant until, FeedSettings settings, Runnable wake) {
        this.caller = caller;
        this.selection = selection;
        this.wanted = wanted;
        this.until = until;
        this.settings = settings;
        this.wake = wake;
    }

    String caller() {
        return caller;
    }

    /** What the client is sent; to be subscribed to once. */
    Flux<byte[]> flux() {
        return Flux.create(
                created -> {
                    created.onRequest(n -> wake.run());
                    created.onDispose(() -> {
                        gone = true;
                        wake.run();
                    });
                    sink = created;
                    if (hasEnded) {
                        created.complete();
                    }
                },
                OverflowStrategy.BUFFER);
    }

    /** Completes once it is settled which events it will be given. */
    CompletableFuture<Void> placed() {
        return placed;
    }

    /**
     * Does whatever can be done now.
     *
     * @param epoch how often the journal was made anew
     * @param catchUps starts to read what the window has no more; nothing if too many do
     * @return why it was cut off now, if it was
     */
    Optional<CutOff> step(Window window, boolean isLive, int epoch, Function<FeedReader, Optional<CatchUp>> catchUps) {
        long now = System.nanoTime();
        if (!isPlaced && catchUp == null && isLive) {
            place(window, epoch, now, catchUps);
        }
        boolean takes = sink != null && sink.requestedFromDownstream() > 0;
        if (takes) {
            tookAt = now;
        }
        boolean isNew = cutOff == null;
        reason(window, epoch, now, takes).ifPresent(why -> cutOff(why, now));
        if (cutOff != null) {
            sayGoodbye(takes, now);
        } else if (takes) {
            send(window, epoch, now);
        }
        return isNew ? Optional.ofNullable(cutOff) : Optional.empty();
    }

    private void place(Window window, int epoch, long now, Function<FeedReader, Optional<CatchUp>> catchUps) {
        this.epoch = epoch;
        boolean isAhead = wanted != null && !window.reaches(wanted.offset());
        if (wanted == null) {
            goOnFrom(window.last(), window);
        } else if (window.has(wanted)) {
            goOnFrom(wanted.offset(), window);
        } else if (!isAhead || now - since > AHEAD.toNanos()) {
            catchUps.apply(this).ifPresent(started -> {
                catchUp = started;
                placed.complete(null);
            });
        }
    }

    private void goOnFrom(long offset, Window window) {
        passed = offset;
        isPlaced = true;
        piece.add(Blocks.hello(RETRY_MILLIS) + Blocks.heartbeat(window.markUpTo(offset)));
        placed.complete(null);
    }

    Selection selection() {
        return selection;
    }

    Mark wanted() {
        return wanted;
    }

    private Optional<CutOff> reason(Window window, int epoch, long now, boolean takes) {
        if (cutOff != null) {
            return Optional.empty();
        }
        if (!Instant.now().isBefore(until)) {
            return Optional.of(CutOff.TOKEN_EXPIRED);
        }
        if (now - since > settings.lifetime().toNanos()) {
            return Optional.of(CutOff.TIME_IS_UP);
        }
        boolean fellBehind = isPlaced && epoch == this.epoch && !window.covers(passed);
        boolean takesNothing =
                sink != null && !takes && now - tookAt > settings.patience().toNanos();
        if (fellBehind || takesNothing) {
            return Optional.of(CutOff.TOO_SLOW);
        }
        return catchUp != null && catchUp.isBroken() ? Optional.of(CutOff.STOPPING) : Optional.empty();
    }

    /** It is told as soon as it takes something, and the connection is closed if it does not. */
    void cutOff(CutOff why, long now) {
        if (cutOff == null) {
            cutOff = why;
            cutOffAt = now;
            placed.complete(null);
            piece.take();
            piece.add(Blocks.notice("closing", why.name(), why.detail()));
        }
    }

    private void sayGoodbye(boolean takes, long now) {
        if (takes) {
            sink.next(piece.take());
            sink.complete();
            gone = true;
        } else if (now - cutOffAt > GOODBYE.toNanos()) {
            if (sink != null) {
                sink.error(new IOException("the reader took nothing, not even that it is cut off"));
            }
            gone = true;
        }
    }

    private void send(Window window, int epoch, long now) {
        if (isPlaced && epoch != this.epoch) {
            reset();
            passed = -1;
            this.epoch = epoch;
        }
        if (catchUp != null) {
            takeFromCatchUp(window, epoch);
        }
        if (isPlaced) {
            takeFrom(window);
        }
        if (piece.isEmpty() && now - saidAt > settings.heartbeat().toNanos()) {
            piece.add(Blocks.heartbeat(isPlaced ? window.markUpTo(passed) : null));
        }
        if (!piece.isEmpty()) {
            sink.next(piece.take());
            saidAt = now;
        }
    }

    private void takeFrom(Window window) {
        while (!piece.isFull()) {
            var next = window.after(passed, LOOK);
            if (next.isEmpty()) {
                return;
            }
            for (FeedEvent event : next) {
                if (piece.isFull()) {
                    return;
                }
                passed = event.offset();
                if (selection.test(event)) {
                    piece.add(event.block());
                }
            }
        }
    }

    /** The last events are taken after it was closed: what it had reached by then is ready or was given, and the window has the rest. */
    private void takeFromCatchUp(Window window, int epoch) {
        if (catchUp.isReset() && !resetIsTold) {
            reset();
            resetIsTold = true;
        }
        long reached = catchUp.reached();
        boolean arrived = window.covers(reached);
        long given = reached;
        FeedEvent next = null;
        while (!piece.isFull() && (next = catchUp.poll()) != null) {
            piece.add(next.block());
            given = Math.max(given, next.offset());
            wanted = next.mark();
        }
        if (arrived && next == null) {
            catchUp.close();
            catchUp = null;
            this.epoch = epoch;
            goOnFrom(given, window);
        }
    }

    private void reset() {
        piece.add(Blocks.notice(
                "reset",
                "NOT_KEPT",
                "the event of Last-Event-ID is not kept any more: what follows begins with the first that is"));
    }

    /** Whether the client has left, or was sent away, or never came. */
    boolean isGone() {
        return gone || sink == null && System.nanoTime() - since > ANSWERED.toNanos();
    }

    /** Whether it still needs a reader of its own. */
    boolean isCatchingUp() {
        return catchUp != null;
    }

    /** Whether it still needs a reader of its own, and has had one for long. */
    boolean hasHadItsTurn() {
        return catchUp != null && catchUp.hasHadItsTurn();
    }

    /** Lets another one have a reader of its own, and goes on later where it is now. */
    void giveWay() {
        wanted = catchUp.place(wanted);
        resetIsTold = false;
        catchUp.close();
        catchUp = null;
    }

    /** Gives everything back. */
    void end() {
        if (catchUp != null) {
            catchUp.close();
            catchUp = null;
        }
        placed.complete(null);
        hasEnded = true;
        if (sink != null) {
            sink.complete();
        }
    }
}
