package dev.warren.messaging.batch;

import dev.warren.messaging.ContradictionException;
import dev.warren.messaging.Decider;
import dev.warren.messaging.Decision;
import dev.warren.messaging.Decision.Contradiction;
import dev.warren.messaging.Decision.Decided;
import dev.warren.messaging.Decision.Ignored;
import dev.warren.messaging.Occurrence;
import dev.warren.messaging.Participant;
import dev.warren.messaging.Said;
import dev.warren.messaging.States.Change;
import dev.warren.messaging.events.EventMessages;
import dev.warren.messaging.events.Message;
import dev.warren.messaging.events.Traces;
import dev.warren.messaging.retry.FailedMessages;
import dev.warren.messaging.retry.Failure;
import io.opentelemetry.api.trace.SpanContext;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Folds the decisions of one batch over the states it loaded: no I/O, so it can be thrown away and done again. An input that throws or
 * contradicts leaves the state as it was and does not touch its neighbours.
 */
final class Fold<K extends Comparable<K>, S, I, F> {

    /** An effect to perform once the batch is committed. */
    record Asked<F>(F effect, SpanContext trace) {}

    /**
     * What became of an arrival, to be told once the batch is committed.
     *
     * @param failure why it was not handled, or null
     * @param copy of a delivery that was not handled, otherwise null
     */
    record Outcome<I, S>(
            Arrival<I, S> arrival, S state, RuntimeException failure, FailedMessages.Copy copy, List<Message> said) {

        List<String> saidTypes() {
            return said.stream().map(message -> message.properties().getType()).toList();
        }

        /** The business process that the arrival or its outcome belongs to, or null. */
        String correlation() {
            return arrival.delivered()
                    .map(delivery -> delivery.properties().getCorrelationId())
                    .or(() -> said.stream()
                            .map(message -> message.properties().getCorrelationId())
                            .filter(Objects::nonNull)
                            .findFirst())
                    .orElse(null);
        }
    }

    private final Participant participant;
    private final Decider<K, S, I, F> decider;
    private final EventMessages<?> messages;
    private final Map<K, S> before;
    private final Map<K, S> states;
    private final Map<K, SpanContext> steps = new HashMap<>();
    private final Instant now;

    final List<Message> out = new ArrayList<>();
    /** Messages that are tried later, parked or left alone: the inbox must not hold them. */
    final List<UUID> unhandled = new ArrayList<>();

    final List<Asked<F>> effects = new ArrayList<>();
    final List<Outcome<I, S>> outcomes = new ArrayList<>();
    final List<Occurrence<K>> occurrences = new ArrayList<>();

    private long undecided;
    private long replaysLeftAlone;
    private List<Change<S>> changes;

    Fold(
            Participant participant,
            Decider<K, S, I, F> decider,
            EventMessages<?> messages,
            Map<K, S> loaded,
            Instant now) {
        this.participant = participant;
        this.decider = decider;
        this.messages = messages;
        this.before = loaded;
        this.states = new HashMap<>(loaded);
        this.now = now;
    }

    void add(Arrival<I, S> arrival) {
        switch (arrival) {
            case Arrival.Event<I, S> event ->
                decide(event, event.input(), event.heard().id());
            case Arrival.Command<I, S> command -> decide(command, command.input(), null);
            case Arrival.Result<I, S> result -> decide(result, result.input(), null);
            case Arrival.Due<I, S> due -> decide(due, due.input(), null);
            case Arrival.Skipped<I, S> skipped -> {
                undecided++;
                replaysLeftAlone += skipped.replay().isPresent() ? 1 : 0;
            }
            case Arrival.Unhandled<I, S> given -> {
                var reason = new IllegalStateException(given.failure().reason());
                outcomes.add(failed(given, reason, given.failure()));
            }
        }
    }

    private void decide(Arrival<I, S> arrival, I input, UUID causation) {
        SpanContext trace = arrival.trace();
        try {
            K key = decider.key(input);
            var replay = arrival.replay();
            Decision<S, F> decision = replay.isPresent()
                    ? decider.recall(states.get(key), input, now)
                    : decider.decide(states.get(key), input, now);
            switch (decision) {
                case Decided<S, F> decided
                when replay.isPresent() && !decided.effects().isEmpty() -> {
                    // Without the effect its state would wait for it, and ask again by its deadline.
                    unhandled.add(causation);
                    undecided++;
                    replaysLeftAlone++;
                }
                case Decided<S, F> decided -> {
                    var said = decided.said().stream()
                            .map(s -> messages.write(s, causation, trace))
                            .map(message -> replay.map(message::replayed).orElse(message))
                            .toList();
                    received(key, arrival, trace);
                    said(key, decided.said(), said, trace);
                    states.put(key, decided.state());
                    steps.put(key, trace);
                    out.addAll(said);
                    decided.effects().forEach(effect -> effects.add(new Asked<>(effect, trace)));
                    outcomes.add(new Outcome<>(arrival, decided.state(), null, null, said));
                }
                case Ignored<S, F> ignored -> {
                    received(key, arrival, trace);
                    outcomes.add(new Outcome<>(arrival, states.get(key), null, null, List.of()));
                }
                case Contradiction<S, F> contradiction ->
                    outcomes.add(failed(arrival, new ContradictionException(contradiction.reason())));
            }
        } catch (RuntimeException e) {
            outcomes.add(failed(arrival, e));
        } catch (StackOverflowError | LinkageError | AssertionError e) {
            // The input's fault like any exception: it must not stop the one thread that decides.
            outcomes.add(failed(arrival, new IllegalStateException(e)));
        }
    }

    private void received(K key, Arrival<I, S> arrival, SpanContext trace) {
        if (arrival instanceof Arrival.Event<I, S> event) {
            occurrences.add(Occurrence.received(key, event.heard(), now, trace.getTraceId()));
        }
    }

    private void said(K key, List<Said> said, List<Message> messages, SpanContext trace) {
        for (int i = 0; i < said.size(); i++) {
            occurrences.add(Occurrence.said(key, said.get(i), messages.get(i), now, trace.getTraceId()));
        }
    }

    private Outcome<I, S> failed(Arrival<I, S> arrival, RuntimeException failure) {
        return failed(arrival, failure, Failure.of(failure));
    }

    private Outcome<I, S> failed(Arrival<I, S> arrival, RuntimeException failure, Failure why) {
        var copy = arrival.delivered()
                .map(delivery -> FailedMessages.copy(participant, delivery, why, now))
                .orElse(null);
        if (copy != null) {
            out.add(copy.message());
        }
        if (arrival instanceof Arrival.Event<I, S> event) {
            unhandled.add(event.heard().id());
        }
        return new Outcome<>(arrival, null, failure, copy, List.of());
    }

    /** Whose personal data ends with what was said and heard. */
    List<UUID> erased() {
        return outcomes.stream()
                .filter(outcome -> outcome.failure() == null)
                .flatMap(outcome -> Stream.concat(
                        outcome.arrival() instanceof Arrival.Event<I, S> event
                                ? messages.erased(event.heard()).stream()
                                : Stream.empty(),
                        outcome.said().stream().flatMap(said -> messages.erased(said).stream())))
                .toList();
    }

    /** Whether a passed deadline was among what was decided about. */
    boolean hasDeadlines() {
        return outcomes.stream().anyMatch(outcome -> outcome.arrival() instanceof Arrival.Due<I, S>);
    }

    /** Replayed messages that were kept from changing anything. */
    long replaysLeftAlone() {
        return replaysLeftAlone;
    }

    /** How many of the batch were seen to, one way or another, deadlines left aside; the others are duplicates. */
    long seenTo() {
        return undecided
                + outcomes.stream()
                        .filter(outcome -> !(outcome.arrival() instanceof Arrival.Due<I, S>))
                        .count();
    }

    /** Deadlines that could not be decided and will be found again. */
    List<I> failedDeadlines() {
        var failed = new ArrayList<I>();
        for (var outcome : outcomes) {
            if (outcome.failure() != null && outcome.arrival() instanceof Arrival.Due<I, S> due) {
                failed.add(due.input());
            }
        }
        return failed;
    }

    /** States that are not what they were, each once; to be asked for when everything is added. */
    List<Change<S>> changes() {
        if (changes == null) {
            changes = states.entrySet().stream()
                    .filter(entry -> !Objects.equals(entry.getValue(), before.get(entry.getKey())))
                    .sorted(Map.Entry.comparingByKey())
                    .map(entry -> new Change<>(
                            before.get(entry.getKey()), entry.getValue(), Traces.header(steps.get(entry.getKey()))))
                    .toList();
        }
        return changes;
    }
}
