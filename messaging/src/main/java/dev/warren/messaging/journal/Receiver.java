package dev.warren.messaging.journal;

/** What becomes of what is read. Called on the reader's thread, in order. */
public interface Receiver {

    /**
     * Takes the next entry. May block: nothing is read meanwhile, and nobody else waits for it.
     *
     * @throws InterruptedException if the reader is closed meanwhile
     * @throws RuntimeException ends the reading, see {@link JournalReader#ended()}
     */
    void accept(Entry entry) throws InterruptedException;

    /** What was in the journal when the reading began has been given. Called once. */
    default void caughtUp() throws InterruptedException {}

    /**
     * The entry after which the reading was to go on is gone: it was older than the journal keeps, or the journal was made anew. What follows
     * begins with the first entry that is kept.
     */
    default void gap() throws InterruptedException {}
}
