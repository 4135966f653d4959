package dev.warren.system.bench;

/** Who is told how far a measurement is. */
public interface Progress {

    /** @param steps how many it has */
    void begins(String what, int steps);

    /** @param steps how many are done */
    void done(int steps);
}
