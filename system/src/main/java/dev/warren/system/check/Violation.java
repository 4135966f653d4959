package dev.warren.system.check;

/**
 * One row that breaks an invariant.
 *
 * @param what kind of thing it is, such as an order
 * @param which its id
 */
public record Violation(Invariant invariant, String what, String which, String expected, String actual) {

    @Override
    public String toString() {
        return "%s %s %s: expected %s but was %s".formatted(invariant, what, which, expected, actual);
    }
}
