package dev.warren.edge.feed;

import dev.warren.edge.problem.ProblemException;
import dev.warren.messaging.journal.Mark;
import java.util.regex.Pattern;

/** Places in the journal as readers know them: {@code <offset>-<id of the event there>}. */
final class Marks {

    private static final Pattern TEXT =
            Pattern.compile("(0|[1-9][0-9]{0,17})-([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})");

    private Marks() {}

    static String text(Mark mark) {
        return mark.offset() + "-" + mark.id();
    }

    /** @throws ProblemException 400 {@code INVALID_VALUE} */
    static Mark parse(String text) {
        var parts = TEXT.matcher(text);
        if (!parts.matches()) {
            throw ProblemException.invalid(
                    "Last-Event-ID", text, "must be the id of an event of this feed, as it was given");
        }
        return new Mark(Long.parseLong(parts.group(1)), parts.group(2));
    }
}
