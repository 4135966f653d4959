package dev.warren.messaging;

/**
 * Named places at which a test can halt the process as a crash would, by the system property {@code warren.fail-point}: the name
 * of the point, optionally {@code :n} for the n-th time it is reached. Without the property a point does nothing.
 */
public enum FailPoint {
    BEFORE_COMMIT,
    /** Committed, not acknowledged, not published. */
    AFTER_COMMIT,
    /** Published, perhaps not confirmed, still in the outbox. */
    AFTER_PUBLISH,
    /** Confirmed, still in the outbox. */
    AFTER_CONFIRM,
    /** As {@link #BEFORE_COMMIT}, in a transaction that decides about a passed deadline. */
    BEFORE_DEADLINE_COMMIT,
    /** As {@link #AFTER_COMMIT}, in a transaction that decided about a passed deadline. */
    AFTER_DEADLINE_COMMIT,
    /** An effect is asked for and committed; the call is not made. */
    BEFORE_EFFECT,
    /** The call is made (the provider has it in its books, the mail server all of the mail) and not answered. */
    EFFECT_UNANSWERED,
    /** The call is answered (captured, or the mail server's 250), and nobody has recorded it. */
    AFTER_EFFECT;

    private int left = hits(System.getProperty("warren.fail-point", ""));

    private int hits(String armed) {
        String[] parts = armed.split(":");
        if (!parts[0].equals(name())) {
            return 0;
        }
        return parts.length == 1 ? 1 : Integer.parseInt(parts[1]);
    }

    /** Halts the JVM at once, without shutdown hooks, if this point is armed and reached often enough. */
    public void reached() {
        if (left > 0) {
            count();
        }
    }

    private synchronized void count() {
        if (--left == 0) {
            Runtime.getRuntime().halt(137);
        }
    }
}
