package dev.warren.edge.feed;

import dev.warren.edge.problem.ProblemException;
import dev.warren.edge.security.Caller;
import dev.warren.messaging.Messaging;
import dev.warren.messaging.UnavailableException;
import dev.warren.messaging.journal.Mark;
import dev.warren.messaging.tracing.Tracing;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Requires;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpStatus;
import io.micronaut.runtime.graceful.GracefulShutdownCapable;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import reactor.core.publisher.Flux;

/**
 * The live feed of this instance: one consumer of the journal for all readers, and none while there are no readers. Thread-safe; nothing
 * here blocks.
 */
@Singleton
@Requires(beans = {Messaging.class, Owners.class})
public final class Feed implements GracefulShutdownCapable {

    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    /** With the broker away it is answered all the same, and waits for its events. */
    private static final Duration PLACED = Duration.ofSeconds(5);

    private final Messaging messaging;
    private final FeedEvents events;
    private final FeedSettings settings;
    private final MeterRegistry meters;
    private final Tracing tracing;
    private final Map<String, Integer> readersOf = new HashMap<>();
    private final CompletableFuture<Void> empty = new CompletableFuture<>();
    private int readers;
    private boolean stopping;
    private FanOut fanOut;

    Feed(Messaging messaging, Owners owners, FeedSettings settings, MeterRegistry meters, Tracing tracing) {
        this.messaging = messaging;
        this.events = new FeedEvents(owners);
        this.settings = settings;
        this.meters = meters;
        this.tracing = tracing;
        Gauge.builder("warren.feed.readers", this, Feed::readers)
                .description("Connections to the live feed")
                .register(meters);
        for (CutOff why : CutOff.values()) {
            FanOut.cutOffs(meters, why);
        }
    }

    synchronized int readers() {
        return readers;
    }

    /** How the journal is being read, in words. */
    synchronized String journal() {
        if (fanOut == null) {
            return "not read: there are no readers";
        }
        String trouble = fanOut.trouble();
        return trouble == null ? "read" : "not read: " + trouble;
    }

    /**
     * Begins to give events to a reader.
     *
     * @param lastEventId where it was last, as it was told; null for what comes from now on
     * @return what to send, once it is settled where it begins, or after five seconds
     * @throws ProblemException 429 {@code TOO_MANY_READERS}, 400 {@code INVALID_VALUE} of {@code lastEventId}
     * @throws UnavailableException if this instance has too many readers, or stops
     */
    public CompletionStage<Flux<byte[]>> open(Caller caller, Selection selection, @Nullable String lastEventId) {
        Mark wanted = lastEventId == null ? null : Marks.parse(lastEventId);
        FeedReader reader = enter(caller, selection, wanted);
        return reader.placed()
                .copy()
                .completeOnTimeout(null, PLACED.toMillis(), TimeUnit.MILLISECONDS)
                .thenApply(settled -> reader.flux());
    }

    private synchronized FeedReader enter(Caller caller, Selection selection, Mark wanted) {
        if (stopping || readers >= settings.readers()) {
            throw new UnavailableException(
                    stopping ? "the service stops" : "the feed has %d readers already".formatted(readers),
                    RETRY_AFTER,
                    null);
        }
        if (caller != Caller.ANYBODY && readersOf.getOrDefault(caller.name(), 0) >= settings.readersEach()) {
            throw new ProblemException(
                    HttpStatus.TOO_MANY_REQUESTS,
                    "TOO_MANY_READERS",
                    "%s reads the feed %d times already: close a connection first"
                            .formatted(caller.name(), settings.readersEach()));
        }
        if (fanOut == null) {
            fanOut = new FanOut(messaging, events, settings, meters, tracing, this::left, this::isOver);
            fanOut.start();
        }
        var reader = new FeedReader(caller.name(), selection, wanted, caller.until(), settings, fanOut::wake);
        readers++;
        readersOf.merge(caller.name(), 1, Integer::sum);
        fanOut.add(reader);
        return reader;
    }

    private synchronized void left(FeedReader reader) {
        readers--;
        readersOf.computeIfPresent(reader.caller(), (caller, count) -> count == 1 ? null : count - 1);
        if (stopping && readers == 0) {
            empty.complete(null);
        }
    }

    /** Asked by a fan-out that had no reader for long, or failed; if the answer is yes, the next reader gets another one. */
    private synchronized boolean isOver(boolean failed) {
        if (readers > 0 && !failed) {
            return false;
        }
        fanOut = null;
        return true;
    }

    /** Sends all readers away; completes when they are gone. */
    @Override
    public synchronized CompletionStage<?> shutdownGracefully() {
        stopping = true;
        if (readers == 0) {
            empty.complete(null);
        } else if (fanOut != null) {
            fanOut.stop();
        }
        return empty;
    }

    @PreDestroy
    synchronized void close() {
        stopping = true;
        if (fanOut != null) {
            fanOut.stop();
        }
    }
}
