package dev.warren.events;

/**
 * One difference between a released schema and the one that is to take its place, which somebody could not live with.
 *
 * @param path the field, for example {@code $.items[].quantity}
 * @param what happened to it, worded to follow the path
 */
record SchemaChange(String path, String what, Breaks breaks) {

    /** Who could not. */
    enum Breaks {
        /** Hearers of the release before: what is said from now on is not what they know. */
        YESTERDAYS_HEARERS,
        /** Hearers of this release: what was said before, and waits in queues, dead letters and the journal, is not what they know. */
        TODAYS_HEARERS,
        BOTH
    }
}
