package dev.warren.messaging.journal;

import java.time.Instant;
import java.util.Date;

/** Where to begin in the journal. */
public sealed interface Start {

    /** With the first entry that is kept. */
    record First() implements Start {}

    /** With that entry, or the first that is kept if that is later. */
    record Offset(long offset) implements Start {}

    /** With the last so many entries that there are when the reading begins. */
    record Tail(long entries) implements Start {}

    /** With what was published then, and some of what was published just before. */
    record Since(Instant time) implements Start {}

    /** After an entry that was read before. If it is not kept any more, with the first that is, and the receiver is told. */
    record After(Mark mark) implements Start {}

    /**
     * How the broker is asked, and what to make of what it gives.
     *
     * @param argument the stream offset to consume from
     * @param from the first offset that the receiver is given; of those before it only the ids are noted
     * @param awaited to be found at {@code from}, and not to be given; null if nothing is
     */
    record Request(Object argument, long from, Mark awaited) {}

    /**
     * @param end the last offset there is; -1 if there is none
     * @param memory how many entries ahead of the first that is given are read for their ids
     */
    default Request request(long end, long memory) {
        return switch (this) {
            case First() -> new Request("first", 0, null);
            case Offset(long offset) -> new Request(Math.max(0, offset - memory), offset, null);
            case Tail(long entries) -> new Offset(Math.max(0, end + 1 - entries)).request(end, memory);
            case Since(Instant time) -> new Request(Date.from(time), 0, null);
            case After(Mark mark) -> new Request(Math.max(0, mark.offset() - memory), mark.offset(), mark);
        };
    }
}
