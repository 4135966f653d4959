package dev.warren.system.chaos;

/** Something to go wrong, and how it is mended again. Mending is safe when the damage was not done, and blocks until it is done. */
record Fault(Step inject, Step heal) {

    /** Whatever it throws ends the run: a fault that cannot be injected proves nothing. */
    @FunctionalInterface
    interface Step {
        void run() throws Exception;
    }

    static final Step NOTHING = () -> {};
}
