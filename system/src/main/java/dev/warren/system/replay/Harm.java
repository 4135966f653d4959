package dev.warren.system.replay;

import dev.warren.local.LocalException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Why something had better not be told again. Pure. */
final class Harm {

    /** The least for which any service's inbox remembers what it has handled; see {@code messaging.retention.inbox}. */
    static final Duration INBOX_REMEMBERS = Duration.ofDays(8);

    /**
     * What is known before anything is told.
     *
     * @param completeSince from when on the source has everything; empty if always
     * @param consumers how many instances take messages from the queue
     */
    record Circumstances(
            Selection selection,
            Target target,
            Survey survey,
            Optional<Instant> completeSince,
            int consumers,
            Instant now) {}

    private Harm() {}

    /** What would do harm whatever anybody says. */
    static List<LocalException> certain(Circumstances it, Set<String> personalTypes) {
        var harm = new ArrayList<LocalException>();
        var queue = it.target().participant().queue();
        var unheard = new TreeSet<>(it.selection().types());
        unheard.removeAll(it.target().participant().hears());
        if (!unheard.isEmpty()) {
            harm.add(new LocalException(
                    "NOT_HEARD",
                    "%s does not hear %s: each of them would become a dead letter. It hears %s"
                            .formatted(
                                    queue,
                                    unheard,
                                    new TreeSet<>(it.target().participant().hears()))));
        }
        var personal = new TreeSet<>(it.survey().heard().keySet());
        personal.retainAll(personalTypes);
        if (!personal.isEmpty()) {
            harm.add(new LocalException(
                    "PERSONAL_DATA",
                    "%s hold names and addresses, which may have been erased or changed since: user-service says them again when they change"
                            .formatted(personal)));
        }
        return harm;
    }

    /** What may do harm, unless somebody knows better. */
    static List<LocalException> likely(Circumstances it) {
        var harm = new ArrayList<LocalException>();
        var queue = it.target().participant().queue();
        if (it.consumers() == 0) {
            harm.add(new LocalException(
                    "NOBODY_LISTENS",
                    "no instance takes messages from %s: they would wait there, for whoever starts one day. Start %s"
                            .formatted(queue, it.target().participant().name())));
        }
        var forgotten = it.now().minus(INBOX_REMEMBERS);
        Instant oldest = it.survey().oldest();
        if (it.target().canLearn() && oldest != null && oldest.isBefore(forgotten)) {
            harm.add(new LocalException(
                    "OLDER_THAN_INBOX",
                    "the oldest was said at %s, and an inbox need not remember what was handled before %s: it could be handled twice. Say --from %s, or --force if it was never handled"
                            .formatted(oldest, forgotten, forgotten)));
        }
        it.completeSince()
                .filter(since -> since.isAfter(it.selection().from()))
                .ifPresent(since -> harm.add(new LocalException(
                        "JOURNAL_BEGINS_LATER",
                        "what was said before %s is not kept any more, so what was asked for from %s on would have a gap. Say --from %s, or --force if that is enough"
                                .formatted(since, it.selection().from(), since))));
        return harm;
    }
}
