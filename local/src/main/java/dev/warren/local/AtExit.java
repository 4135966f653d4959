package dev.warren.local;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is to be undone when this JVM ends, the last first. Shutdown hooks of their own would run all at once. */
final class AtExit {
    private static final Logger LOG = LoggerFactory.getLogger(AtExit.class);
    private static final Deque<Runnable> LAST_FIRST = new ArrayDeque<>();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(AtExit::runAll, "at-exit"));
    }

    private AtExit() {}

    static synchronized void run(Runnable action) {
        LAST_FIRST.push(action);
    }

    private static synchronized void runAll() {
        for (Runnable action : LAST_FIRST) {
            try {
                action.run();
            } catch (RuntimeException e) {
                LOG.warn("something was left behind at the end of this JVM", e);
            }
        }
    }
}
