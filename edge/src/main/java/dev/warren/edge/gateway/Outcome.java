package dev.warren.edge.gateway;

import java.util.Locale;

/** How a request that was passed on ended. */
enum Outcome {
    /** The owner answered, whatever it said. */
    ANSWERED,

    /** No instance could be asked, or reached. */
    UNAVAILABLE,

    /** The owner broke off before its answer began. */
    BROKEN,

    /** The owner's answer did not begin in time. */
    TIMEOUT,

    /** The caller waited for less than an instance is given. */
    IMPATIENT,

    /** The caller's request could not be read to its end. */
    ABORTED;

    /** As in metrics. */
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
