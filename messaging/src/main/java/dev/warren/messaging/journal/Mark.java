package dev.warren.messaging.journal;

/**
 * A place in the journal: the entry that somebody has read last. The id tells a journal that was made anew, whose offsets begin again.
 *
 * @param id of the message; null if it has none
 */
public record Mark(long offset, String id) {}
