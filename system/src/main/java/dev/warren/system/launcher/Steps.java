package dev.warren.system.launcher;

import java.io.PrintStream;
import java.util.Locale;
import java.util.function.Supplier;

/** Progress, one line a step: what, then what came of it and how long it took. As calm in a log as in a terminal. */
final class Steps {
    private final PrintStream out;
    private boolean lineIsOpen;

    Steps(PrintStream out) {
        this.out = out;
    }

    /** Says what begins, does it, and says what came of it. */
    void step(String label, Supplier<String> work) {
        long start = System.nanoTime();
        out.printf("  %-22s ", label);
        out.flush();
        lineIsOpen = true;
        String outcome;
        try {
            outcome = work.get();
        } catch (RuntimeException e) {
            closeLine();
            throw e;
        }
        if (!lineIsOpen) {
            out.printf("  %-22s ", label);
        }
        lineIsOpen = false;
        out.printf(Locale.ROOT, "%s (%.1f s)%n", outcome, (System.nanoTime() - start) / 1e9);
    }

    /** A line of its own within a step. */
    void note(String line) {
        closeLine();
        out.println("      " + line);
    }

    private void closeLine() {
        if (lineIsOpen) {
            out.println();
            lineIsOpen = false;
        }
    }
}
