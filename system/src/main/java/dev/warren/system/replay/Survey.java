package dev.warren.system.replay;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;

/** What a source has of what is wanted, found out before anything is told. For one thread. */
public final class Survey {

    private final Target target;
    private final Selection selection;
    private final Map<String, AtomicLong> heard = new TreeMap<>();
    private final Map<String, AtomicLong> notHeard = new TreeMap<>();
    private long read;
    private Instant oldest;

    private Survey(Target target, Selection selection) {
        this.target = target;
        this.selection = selection;
    }

    static Survey of(Source source, Selection selection, Target target) throws InterruptedException {
        var survey = new Survey(target, selection);
        source.each(survey::look);
        return survey;
    }

    private void look(Told told) {
        read++;
        if (selection.includes(told)) {
            boolean isHeard = target.hears(told);
            (isHeard ? heard : notHeard)
                    .computeIfAbsent(told.type(), type -> new AtomicLong())
                    .incrementAndGet();
            told.at()
                    .filter(at -> isHeard && (oldest == null || at.isBefore(oldest)))
                    .ifPresent(at -> oldest = at);
        }
    }

    /** Messages that were looked at. */
    public long read() {
        return read;
    }

    /** Messages to tell. */
    public long wanted() {
        return heard.values().stream().mapToLong(AtomicLong::get).sum();
    }

    /** How many of each type to tell. */
    public Map<String, AtomicLong> heard() {
        return heard;
    }

    /** How many of each type were asked for and are not heard there. */
    public Map<String, AtomicLong> notHeard() {
        return notHeard;
    }

    /** When the oldest of those to tell was said; null if there are none. */
    Instant oldest() {
        return oldest;
    }
}
