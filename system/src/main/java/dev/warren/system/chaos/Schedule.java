package dev.warren.system.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** When what goes wrong: a pure function of the seed. */
final class Schedule {

    private Schedule() {}

    /**
     * Faults spread evenly over a time, with jitter. Every kind comes before any comes again.
     *
     * @param within when the last one begins, at the latest
     */
    static List<Planned> of(long seed, List<Kind> kinds, int count, Duration within) {
        var random = new Random(seed);
        var deck = new ArrayList<Kind>();
        var planned = new ArrayList<Planned>();
        double slot = within.toMillis() / (double) count;
        for (int n = 0; n < count; n++) {
            if (deck.isEmpty()) {
                deck.addAll(kinds);
                Collections.shuffle(deck, random);
            }
            Kind kind = deck.removeLast();
            String target = kind.targets().get(random.nextInt(kind.targets().size()));
            long at = (long) (slot * (n + random.nextDouble() / 2));
            planned.add(new Planned(n + 1, Duration.ofMillis(at), kind, target, lasting(kind, random)));
        }
        return planned;
    }

    private static Duration lasting(Kind kind, Random random) {
        return Duration.ofMillis(random.nextLong(kind.leastSeconds() * 1000L, kind.mostSeconds() * 1000L + 1));
    }
}
