package dev.warren.messaging.effects;

import dev.warren.messaging.Effects;
import io.opentelemetry.api.trace.SpanContext;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * Performs effects on virtual threads, a bounded number at a time, in the order in which they were asked for. An effect that is equal to one already
 * under way is not started again. Thread-safe.
 */
public final class EffectRunner<I, F> {

    private static final Logger log = LoggerFactory.getLogger(EffectRunner.class);

    private final Effects<I, F> effects;
    private final BiConsumer<I, SpanContext> results;
    private final Semaphore places;
    private final Set<F> underWay = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("effect-", 0).factory());

    /** @param results takes each result; must not block */
    public EffectRunner(Effects<I, F> effects, int concurrency, BiConsumer<I, SpanContext> results) {
        this.effects = effects;
        this.results = results;
        this.places = new Semaphore(concurrency, true);
    }

    /** Starts an effect as soon as there is a place for it; never blocks. */
    public void start(F effect, SpanContext trace) {
        if (underWay.add(effect)) {
            try {
                threads.execute(() -> perform(effect, trace));
            } catch (RejectedExecutionException e) {
                // The service stops: the deadline of the waiting state asks again after the next start.
                underWay.remove(effect);
            }
        }
    }

    private void perform(F effect, SpanContext trace) {
        try (var inTrace = MDC.putCloseable("trace_id", trace.getTraceId())) {
            places.acquire();
            try {
                I result = effects.perform(effect);
                underWay.remove(effect);
                results.accept(result, trace);
            } finally {
                places.release();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            log.error(
                    "effect {} failed; the deadline of its state asks again",
                    effect.getClass().getSimpleName(),
                    e);
        } finally {
            underWay.remove(effect);
        }
    }

    /** Waits for what is under way, up to {@code limit}; what is not done by then is resumed by its deadline after the next start. */
    public void close(Duration limit) throws InterruptedException {
        threads.shutdown();
        if (!threads.awaitTermination(limit.toMillis(), TimeUnit.MILLISECONDS)) {
            threads.shutdownNow();
        }
    }
}
