package dev.warren.edge.feed;

import dev.warren.messaging.Messaging;
import dev.warren.messaging.journal.Entry;
import dev.warren.messaging.journal.JournalReader;
import dev.warren.messaging.journal.Receiver;
import dev.warren.messaging.journal.Start.Tail;
import dev.warren.messaging.topology.Definitions;
import dev.warren.messaging.tracing.Tracing;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the journal once and moves all readers on. One thread goes from reader to reader and gives each what it has room for: while it
 * goes, more events come, so the busier it is the more of them a reader is given at once.
 */
final class FanOut {

    private static final Logger log = LoggerFactory.getLogger(FanOut.class);
    private static final Duration TICK = Duration.ofMillis(250);

    /** Read before the first reader is placed, so that whoever was here a moment ago finds its place. */
    private static final int TAIL = 2_000;

    private static final int READ_AHEAD = 500;

    /** Each has a connection to the broker; the others wait for their turn. */
    private static final int CATCH_UPS = 4;

    private final Messaging messaging;
    private final FeedEvents events;
    private final FeedSettings settings;
    private final MeterRegistry meters;
    private final Tracing tracing;
    private final Consumer<FeedReader> left;
    private final Predicate<Boolean> isOver;
    private final Window window;
    private final Semaphore work = new Semaphore(0);
    private final ConcurrentLinkedQueue<FeedReader> arriving = new ConcurrentLinkedQueue<>();
    private final List<FeedReader> present = new ArrayList<>();
    private boolean somebodyWaits;
    private volatile boolean isLive;
    private volatile boolean stopping;
    private volatile int epoch;
    private volatile JournalReader reading;

    /**
     * @param left told of each reader that is gone
     * @param isOver asked whether to end, when nobody has read for long, or with true when nothing can be read any more
     */
    FanOut(
            Messaging messaging,
            FeedEvents events,
            FeedSettings settings,
            MeterRegistry meters,
            Tracing tracing,
            Consumer<FeedReader> left,
            Predicate<Boolean> isOver) {
        this.messaging = messaging;
        this.events = events;
        this.settings = settings;
        this.meters = meters;
        this.tracing = tracing;
        this.left = left;
        this.isOver = isOver;
        this.window = new Window(settings.memory());
    }

    void start() {
        Thread.ofPlatform().name("feed").daemon().start(this::run);
    }

    void add(FeedReader reader) {
        arriving.add(reader);
        wake();
    }

    void wake() {
        work.release();
    }

    void stop() {
        stopping = true;
        wake();
    }

    /** Why the journal is not read now, or null if it is. */
    String trouble() {
        JournalReader journal = reading;
        return journal == null ? "not reading yet" : journal.trouble();
    }

    static Counter cutOffs(MeterRegistry meters, CutOff why) {
        return Counter.builder("warren.feed.cut.off")
                .tag("why", why.name().toLowerCase(Locale.ROOT))
                .description("Readers of the live feed that were sent away")
                .register(meters);
    }

    private void run() {
        try (var journal =
                messaging.journal(new Tail(TAIL), READ_AHEAD, new IntoWindow()).start()) {
            reading = journal;
            long busyAt = System.nanoTime();
            while (!isFinished(journal, busyAt)) {
                if (work.tryAcquire(TICK.toMillis(), TimeUnit.MILLISECONDS)) {
                    work.drainPermits();
                }
                goRound();
                if (!present.isEmpty()) {
                    busyAt = System.nanoTime();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error e) {
            log.error("the feed has failed; its readers are sent away", e);
            isOver.test(true);
        }
        for (FeedReader next = arriving.poll(); next != null; next = arriving.poll()) {
            present.add(next);
        }
        present.forEach(this::leave);
    }

    private boolean isFinished(JournalReader journal, long busyAt) {
        if (journal.ended().isDone()) {
            journal.ended().join();
        }
        boolean isIdle = present.isEmpty() && arriving.isEmpty();
        return isIdle
                && (stopping || System.nanoTime() - busyAt > settings.linger().toNanos())
                && isOver.test(false);
    }

    private void goRound() {
        for (FeedReader next = arriving.poll(); next != null; next = arriving.poll()) {
            present.add(next);
        }
        int now = epoch;
        present.removeIf(reader -> {
            if (stopping) {
                reader.cutOff(CutOff.STOPPING, System.nanoTime());
            }
            reader.step(window, isLive, now, this::catchUp)
                    .ifPresent(why -> cutOffs(meters, why).increment());
            if (reader.isGone()) {
                leave(reader);
                return true;
            }
            return false;
        });
        if (somebodyWaits) {
            somebodyWaits = false;
            present.stream().filter(FeedReader::hasHadItsTurn).findFirst().ifPresent(this::toTheEnd);
        }
    }

    /** Lest four that are slow keep everybody else from catching up. */
    private void toTheEnd(FeedReader reader) {
        reader.giveWay();
        present.remove(reader);
        present.add(reader);
        wake();
    }

    private void leave(FeedReader reader) {
        reader.end();
        left.accept(reader);
    }

    private Optional<CatchUp> catchUp(FeedReader reader) {
        boolean isFree = present.stream().filter(FeedReader::isCatchingUp).count() < CATCH_UPS;
        somebodyWaits |= !isFree;
        return isFree
                ? Optional.of(new CatchUp(messaging, events, reader.selection(), reader.wanted(), this::wake))
                : Optional.empty();
    }

    /** On the journal's thread. */
    private final class IntoWindow implements Receiver {

        @Override
        public void accept(Entry entry) {
            if (isLive) {
                tracing.reading(Definitions.JOURNAL, entry.properties(), entry.body())
                        .end();
            }
            events.of(entry).ifPresentOrElse(window::add, () -> window.pass(entry.offset()));
            wake();
        }

        @Override
        public void caughtUp() {
            if (window.last() < 0) {
                window.begin(-1);
            }
            isLive = true;
            wake();
        }

        @Override
        public void gap() {
            window.begin(-1);
            epoch++;
            wake();
        }
    }
}
