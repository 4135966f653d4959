package dev.warren.system.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** The violations of one invariant, as they are found. */
final class Findings {

    private final Invariant invariant;
    private final List<Violation> found = new ArrayList<>();

    Findings(Invariant invariant) {
        this.invariant = invariant;
    }

    void add(String what, Object which, Object expected, Object actual) {
        found.add(new Violation(
                invariant, what, String.valueOf(which), String.valueOf(expected), String.valueOf(actual)));
    }

    void equal(String what, Object which, Object expected, Object actual) {
        if (!Objects.equals(expected, actual)) {
            add(what, which, expected, actual);
        }
    }

    List<Violation> all() {
        return found;
    }
}
