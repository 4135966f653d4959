package dev.warren.system.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Chance by enumeration: follows a path of choices, takes the first alternative from its end on, and remembers what else there was. */
final class Script implements Chance {

    private static final Set<Fault> CRASHES = Set.of(
            Fault.CRASH_BEFORE_COMMIT,
            Fault.CRASH_AFTER_COMMIT,
            Fault.CRASH_AFTER_PUBLISH,
            Fault.CRASH_AFTER_CONFIRM,
            Fault.CRASH_BEFORE_CALL,
            Fault.CRASH_AFTER_CALL);

    private record Choice(int chosen, int of) {}

    private final List<Integer> path;
    private final List<Choice> choices = new ArrayList<>();
    private int crashes;
    private int duplicates;
    private boolean begun;
    private long faults;

    /**
     * @param crashes the most that may happen
     * @param duplicates likewise
     */
    Script(List<Integer> path, int crashes, int duplicates) {
        this.path = path;
        this.crashes = crashes;
        this.duplicates = duplicates;
    }

    /** The world is there: from now on its choices count. */
    void begin() {
        begun = true;
    }

    /** Whether the path is behind it, so that what happens now is new. */
    boolean isBeyondPath() {
        return choices.size() >= path.size();
    }

    /** What faults there were, and how many there may be. */
    long faults() {
        return faults;
    }

    /** The next path, or null if this was the last. */
    List<Integer> next() {
        for (int last = choices.size() - 1; last >= 0; last--) {
            Choice choice = choices.get(last);
            if (choice.chosen() + 1 < choice.of()) {
                var next = new ArrayList<Integer>();
                choices.subList(0, last).forEach(before -> next.add(before.chosen()));
                next.add(choice.chosen() + 1);
                return next;
            }
        }
        return null;
    }

    @Override
    public int below(int n) {
        if (!begun || n < 2) {
            return 0;
        }
        int chosen = isBeyondPath() ? 0 : path.get(choices.size());
        choices.add(new Choice(chosen, n));
        return chosen;
    }

    @Override
    public boolean happens(Fault fault) {
        boolean crash = CRASHES.contains(fault) && crashes > 0;
        boolean duplicate = fault == Fault.DUPLICATE && duplicates > 0;
        if (!begun || !crash && !duplicate || below(2) == 0) {
            return false;
        }
        crashes -= crash ? 1 : 0;
        duplicates -= duplicate ? 1 : 0;
        faults = faults * 31 + fault.ordinal() + 1;
        return true;
    }

    @Override
    public int millis(int most) {
        return 0;
    }

    @Override
    public void heal() {
        crashes = 0;
        duplicates = 0;
    }
}
