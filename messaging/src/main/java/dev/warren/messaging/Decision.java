package dev.warren.messaging;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The outcome of {@link Decider#decide}: data only, carried out by the runtime.
 *
 * @param <S> state of the aggregate
 * @param <F> effects
 */
public sealed interface Decision<S, F> {

    /**
     * The aggregate becomes {@code state}, says {@code said} and performs {@code effects} once that is committed.
     *
     * <p>An effect is performed at least once and its intent is the stored state: a state that waits for an effect carries a
     * deadline, and the input for that deadline asks for the effect again with the same idempotency key.
     */
    record Decided<S, F>(S state, List<Said> said, List<F> effects) implements Decision<S, F> {

        public Decided {
            said = List.copyOf(said);
            effects = List.copyOf(effects);
        }

        /** Says one more event; see {@link Said} for what makes it the same event when it is said again. */
        public Decided<S, F> say(Object event, long sequence, Instant at) {
            return new Decided<>(state, plus(said, new Said(event, sequence, at)), effects);
        }

        public Decided<S, F> perform(F effect) {
            return new Decided<>(state, said, plus(effects, effect));
        }

        private static <T> List<T> plus(List<T> list, T next) {
            var longer = new ArrayList<>(list);
            longer.add(next);
            return longer;
        }
    }

    /** Nothing changes; the input counts as handled. */
    record Ignored<S, F>() implements Decision<S, F> {}

    /** No order of deliveries explains this input: the message is parked with this reason, nothing else changes. */
    record Contradiction<S, F>(String reason) implements Decision<S, F> {}

    static <S, F> Decided<S, F> become(S state) {
        return new Decided<>(state, List.of(), List.of());
    }

    static <S, F> Decision<S, F> ignore() {
        return new Ignored<>();
    }

    static <S, F> Decision<S, F> contradiction(String reason) {
        return new Contradiction<>(reason);
    }
}
