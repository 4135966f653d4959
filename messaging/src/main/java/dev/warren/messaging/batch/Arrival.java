package dev.warren.messaging.batch;

import dev.warren.messaging.broker.Delivery;
import dev.warren.messaging.events.Heard;
import dev.warren.messaging.replay.Replays;
import dev.warren.messaging.retry.Failure;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Something to decide about, and whom to tell.
 *
 * @param <I> inputs of the service
 * @param <S> state of an aggregate
 */
sealed interface Arrival<I, S> {

    /** From its arrival to the commit that decides about it. */
    Span span();

    /** The step of its trace in which it is decided about. */
    default SpanContext trace() {
        return span().getSpanContext();
    }

    /** What log lines call it. */
    String name();

    /** What is to be decided, if anything is. */
    default Optional<I> about() {
        return switch (this) {
            case Event<I, S> event -> Optional.of(event.input());
            case Command<I, S> command -> Optional.of(command.input());
            case Result<I, S> result -> Optional.of(result.input());
            case Due<I, S> due -> Optional.of(due.input());
            case Unhandled<I, S> unhandled -> Optional.empty();
            case Skipped<I, S> skipped -> Optional.empty();
        };
    }

    /** The delivery behind it, if it came from the broker. */
    default Optional<Delivery> delivered() {
        return switch (this) {
            case Event<I, S> event -> Optional.of(event.delivery());
            case Unhandled<I, S> unhandled -> Optional.of(unhandled.delivery());
            case Skipped<I, S> skipped -> Optional.of(skipped.delivery());
            case Command<I, S> command -> Optional.empty();
            case Result<I, S> result -> Optional.empty();
            case Due<I, S> due -> Optional.empty();
        };
    }

    /** The run that tells it again from the journal, if it is a delivery that is not told for the first time. */
    default Optional<String> replay() {
        return delivered().flatMap(delivery -> Replays.run(delivery.properties()));
    }

    /** An event from the broker. */
    record Event<I, S>(Delivery delivery, Heard heard, I input, Span span) implements Arrival<I, S> {
        @Override
        public String name() {
            return heard.type();
        }
    }

    /** A delivery that cannot be handled whatever the state of any aggregate: it climbs the retry ladder or is parked. */
    record Unhandled<I, S>(Delivery delivery, Failure failure, Span span) implements Arrival<I, S> {
        @Override
        public String name() {
            return "message " + delivery.properties().getType();
        }
    }

    /**
     * A delivery about which nothing is decided; it is acknowledged in its place among the others.
     *
     * @param acknowledged called once it and all before it on its channel are finished and acknowledged; must not throw
     */
    record Skipped<I, S>(Delivery delivery, Runnable acknowledged) implements Arrival<I, S> {
        @Override
        public Span span() {
            return Span.getInvalid();
        }

        @Override
        public String name() {
            return "message " + delivery.properties().getType();
        }
    }

    /**
     * A command from the service's edge.
     *
     * @param answered whether its answer is decided and on its way, so that a later one cannot overtake it
     */
    record Command<I, S>(I input, CompletableFuture<S> answer, AtomicBoolean answered, Span span)
            implements Arrival<I, S> {

        Command(I input, CompletableFuture<S> answer, Span span) {
            this(input, answer, new AtomicBoolean(), span);
        }

        @Override
        public String name() {
            return input.getClass().getSimpleName();
        }
    }

    /** The result of an effect. */
    record Result<I, S>(I input, Span span) implements Arrival<I, S> {
        @Override
        public String name() {
            return input.getClass().getSimpleName();
        }
    }

    /** A deadline that has passed. */
    record Due<I, S>(I input, Span span) implements Arrival<I, S> {
        @Override
        public String name() {
            return input.getClass().getSimpleName();
        }
    }
}
