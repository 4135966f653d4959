package dev.warren.system.simulation;

/** The process ends here: unwinds it, since one thread plays them all. Nothing of it survives but what it had stored or sent. */
final class Crash extends Error {

    private static final long serialVersionUID = 1L;

    Crash() {
        super("the process crashed", null, false, false);
    }
}
