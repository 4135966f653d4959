package dev.warren.system.launcher;

import dev.warren.local.LocalException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Stops whatever was started since, the last first, when {@code up} fails or is interrupted. Starting and undoing exclude
 * each other, so that nothing is started behind the back of an undo. Thread-safe.
 */
final class Undo {
    private final Deque<Runnable> lastFirst = new ArrayDeque<>();
    private final Runnable afterwards;
    private boolean over;

    private Undo(Runnable afterwards) {
        this.afterwards = afterwards;
    }

    /**
     * An undo that also runs when the JVM ends before {@link #keepAll()}, as after Ctrl-C.
     *
     * @param afterwards what remains to be done when everything is stopped
     */
    static Undo armed(Runnable afterwards) {
        Undo undo = new Undo(afterwards);
        Runtime.getRuntime().addShutdownHook(new Thread(undo::run, "undo"));
        return undo;
    }

    /** Starts something and remembers how to stop it. A start that throws leaves nothing to be stopped. */
    synchronized <T> T starting(Supplier<T> start, Consumer<T> stop) {
        if (over) {
            throw new LocalException("INTERRUPTED", "nothing more is started, what was started is stopped again");
        }
        T started = start.get();
        lastFirst.push(() -> stop.accept(started));
        return started;
    }

    /** What was started stays. */
    synchronized void keepAll() {
        over = true;
    }

    /**
     * Stops everything, once.
     *
     * @return false when that was done before, because the user had interrupted the command
     */
    synchronized boolean run() {
        if (over) {
            return false;
        }
        over = true;
        if (!lastFirst.isEmpty()) {
            System.err.println("stopping what this run has started …");
        }
        lastFirst.forEach(Undo::attempt);
        attempt(afterwards);
        return true;
    }

    private static void attempt(Runnable stop) {
        try {
            stop.run();
        } catch (RuntimeException e) {
            System.err.println("could not be undone: " + e.getMessage());
        }
    }
}
