package dev.warren.messaging.effects;

import dev.warren.messaging.Effects;
import dev.warren.messaging.FailPoint;
import dev.warren.messaging.tracing.Tracing;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * Performs effects on threads of their own, a bounded number at a time, in the order in which they were asked for, as long as their dependency is
 * up. An effect that is equal to one already under way or waiting is not started again. Thread-safe.
 */
public final class EffectRunner<I, F> {

    private static final Logger log = LoggerFactory.getLogger(EffectRunner.class);

    /**
     * @param concurrency the most effects under way at a time
     * @param backlog the most effects under way and waiting; one more is left to the deadline of its state
     * @param probeInterval time between two calls of a dependency that is down
     */
    public record Settings(int concurrency, int backlog, Duration probeInterval) {}

    /**
     * What it works with.
     *
     * @param threads where effects are performed; closed with the runner
     */
    public record Surroundings(ExecutorService threads, Clock clock, Tracing tracing) {}

    private record Asked<F>(F effect, SpanContext trace) {}

    private final Effects<I, F> effects;
    private final Settings settings;
    private final Dependency dependency;
    private final BiConsumer<I, SpanContext> results;
    private final Semaphore places;
    private final Set<F> underWay = ConcurrentHashMap.newKeySet();

    /** A queue and not waiting threads: a backlog of effects would otherwise fill a small heap with their stacks. */
    private final Queue<Asked<F>> waiting = new ConcurrentLinkedQueue<>();

    private final ExecutorService threads;
    private final Tracing tracing;

    /**
     * @param results takes each result and the step that it came of; must not block
     */
    public EffectRunner(
            Effects<I, F> effects, Settings settings, Surroundings surroundings, BiConsumer<I, SpanContext> results) {
        this.effects = effects;
        this.settings = settings;
        this.dependency = new Dependency(effects.dependency(), settings.probeInterval(), surroundings.clock());
        this.results = results;
        this.threads = surroundings.threads();
        this.tracing = surroundings.tracing();
        this.places = new Semaphore(settings.concurrency());
    }

    public Dependency dependency() {
        return dependency;
    }

    /** Effects under way and waiting. */
    public int pending() {
        return underWay.size();
    }

    /**
     * Whether more may be asked for. Half of the backlog is kept free for what is taken already. A dependency that is down and has nothing to
     * be probed with gets something.
     */
    public boolean hasRoom() {
        return dependency.isUp()
                ? pending() < (settings.backlog() + 1) / 2
                : waiting.isEmpty() && dependency.awaitsProbe();
    }

    /** Why no more may be asked for now, or null; asked by whoever only wants to know, as {@link #hasRoom} may let a probe pass. */
    public String congestion() {
        if (!dependency.isUp()) {
            return dependency.name() + " is down: it is only probed, and messages wait";
        }
        return pending() < (settings.backlog() + 1) / 2
                ? null
                : "%d calls of %s are under way or wait".formatted(pending(), dependency.name());
    }

    /** Starts an effect as soon as there is a place for it and its dependency is up; never blocks. */
    public void start(F effect, SpanContext trace) {
        if (pending() < settings.backlog() && underWay.add(effect)) {
            waiting.add(new Asked<>(effect, trace));
            startWaiting();
        }
    }

    /**
     * Starts what waits and may start. Whoever adds and whoever leaves a place both look, and look again after giving a place back: nobody
     * is left waiting. To be called regularly besides, because time alone opens the way to a probe.
     */
    public void startWaiting() {
        while (!waiting.isEmpty() && places.tryAcquire()) {
            if (!dependency.mayBeCalled()) {
                places.release();
                return;
            }
            Asked<F> next = waiting.poll();
            if (next == null) {
                dependency.notCalled();
                places.release();
            } else {
                launch(next);
            }
        }
    }

    private void launch(Asked<F> next) {
        try {
            threads.execute(() -> {
                try {
                    perform(next.effect(), next.trace());
                } finally {
                    places.release();
                    startWaiting();
                }
            });
        } catch (RejectedExecutionException e) {
            // The service stops: the deadline of the waiting state asks again after the next start.
            underWay.remove(next.effect());
            dependency.notCalled();
            places.release();
        }
    }

    private void perform(F effect, SpanContext trace) {
        I result = null;
        Span span = tracing.performing(dependency.name(), effect, trace);
        try (var inTrace = MDC.putCloseable("trace_id", trace.getTraceId());
                var inSpan = span.makeCurrent()) {
            FailPoint.BEFORE_EFFECT.reached();
            result = Objects.requireNonNull(effects.perform(effect), "an effect has a result, even if it is unknown");
            FailPoint.AFTER_EFFECT.reached();
        } catch (RuntimeException | Error e) {
            log.error(
                    "effect {} failed; the deadline of its state asks again",
                    effect.getClass().getSimpleName(),
                    e);
        } finally {
            // Before the result is handed over, because its decision may ask for an equal effect; and only once,
            // because
            // by then it may be that one's entry.
            underWay.remove(effect);
        }
        if (result == null) {
            // A defect, which says nothing about the dependency.
            dependency.notCalled();
            Tracing.fail(span, "defect");
        } else {
            boolean isOutage = effects.isOutage(result);
            dependency.called(!isOutage);
            if (isOutage) {
                Tracing.fail(span, "outage");
            } else {
                span.end();
            }
            results.accept(result, span.getSpanContext());
        }
    }

    /**
     * Waits for what is under way, up to {@code limit}; what is not done by then, or was not started, is resumed by its deadline after
     * the next start.
     */
    public void close(Duration limit) throws InterruptedException {
        threads.shutdown();
        if (!threads.awaitTermination(limit.toMillis(), TimeUnit.MILLISECONDS)) {
            threads.shutdownNow();
        }
    }
}
