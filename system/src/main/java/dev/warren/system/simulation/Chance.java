package dev.warren.system.simulation;

/** Everything that is left to chance in a world: the next step, and whether it goes wrong. The same answers give the same world. */
interface Chance {

    /** One of {@code n} alternatives, from 0; the first if there is but one. */
    int below(int n);

    /** Whether this goes wrong here. */
    boolean happens(Fault fault);

    /** How long something takes that nobody waits for, in milliseconds. */
    int millis(int most);

    /** No faults from now on. */
    void heal();
}
