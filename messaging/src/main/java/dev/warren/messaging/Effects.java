package dev.warren.messaging;

/**
 * Performs effects: calls to the world outside the service's database.
 *
 * @param <I> inputs of the service; the result of an effect is one of them
 * @param <F> effects of the service
 */
public interface Effects<I, F> {

    /**
     * Performs one effect on a virtual thread, after the decision for it was committed. May block; bounds its own time.
     *
     * <p>Called at least once: after a crash, and whenever the outcome was unknown, the same effect comes again, so
     * it must be idempotent by a key that it carries.
     *
     * @return the result, handled like any other input; "unknown" is a result too. An exception is logged and gives no input: the
     *     deadline of the waiting state asks again
     */
    I perform(F effect);

    /** What the effects call, in a word: the name under which logs, metrics and readiness tell whether it is up. */
    default String dependency() {
        return "outside";
    }

    /** What became of an effect, in a word of a small set: a label of the metric that times effects. */
    default String outcome(I result) {
        return isOutage(result) ? "unknown" : "answered";
    }

    /**
     * Whether a result says that the dependency is down, rather than what it has decided about this effect. When most of them do,
     * nothing is called and no message is taken until a probe is answered.
     */
    default boolean isOutage(I result) {
        return false;
    }
}
