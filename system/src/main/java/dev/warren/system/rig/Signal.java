package dev.warren.system.rig;

import dev.warren.local.Command;
import dev.warren.local.LocalException;

/** What one process may tell another on POSIX systems, besides ending it. */
enum Signal {
    /** Freezes the process: it holds its ports, its connections and its locks, and does nothing. */
    STOP,
    /** Lets a frozen process go on. */
    CONT;

    /** @throws LocalException {@code SIGNAL_NOT_SENT} when there is no such process */
    void send(long pid) {
        var outcome = Command.of("kill", "-" + name(), Long.toString(pid)).run();
        if (!outcome.succeeded()) {
            throw new LocalException("SIGNAL_NOT_SENT", "SIG" + name() + " to process " + pid + ": " + outcome.tail());
        }
    }
}
