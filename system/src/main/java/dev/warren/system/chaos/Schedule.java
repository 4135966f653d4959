package dev.warren.system.chaos;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Random;

/** When what goes wrong: a pure function of the seed. */
final class Schedule {
    private static final int JITTER_MILLIS = 1000;

    private Schedule() {}

    /** Faults one after the other, each with time to recover from it. Every kind comes before any comes again. */
    static List<Planned> of(long seed, List<Kind> kinds, int count) {
        var random = new Random(seed);
        Deque<Kind> deck = new ArrayDeque<>();
        var planned = new ArrayList<Planned>();
        Duration next = Duration.ZERO;
        while (planned.size() < count) {
            if (deck.isEmpty()) {
                deck.addAll(shuffled(kinds, count, random));
            }
            Kind kind = deck.pop();
            String target = kind.targets().get(random.nextInt(kind.targets().size()));
            Duration at = next.plusMillis(random.nextInt(JITTER_MILLIS));
            planned.add(new Planned(planned.size() + 1, at, kind, target, lasting(kind, random)));
            next = at.plus(planned.getLast().lasts()).plusSeconds(kind.repairSeconds());
        }
        return planned;
    }

    /** When the last fault is over and recovered from. */
    static Duration end(List<Planned> planned) {
        Planned last = planned.getLast();
        return last.at().plus(last.lasts()).plusSeconds(last.kind().repairSeconds());
    }

    /** What is measured is among the first ones, which a short run sees. */
    private static List<Kind> shuffled(List<Kind> kinds, int count, Random random) {
        var all = new ArrayList<>(kinds);
        Collections.shuffle(all, random);
        var measured = Kind.MEASURED.stream().filter(kinds::contains).toList();
        all.removeAll(measured);
        all.addAll(0, measured);
        Collections.shuffle(all.subList(0, Math.min(count, all.size())), random);
        return all;
    }

    private static Duration lasting(Kind kind, Random random) {
        return Duration.ofMillis(random.nextLong(kind.leastSeconds() * 1000L, kind.mostSeconds() * 1000L + 1));
    }
}
