package dev.warren.system.bench;

/** When orders are meant to be placed. */
@FunctionalInterface
interface Pace {

    /** A closed loop: each client's next as soon as its last is accepted, which is as many as the system takes. */
    Pace CLOSED = (n, now) -> now;

    /**
     * @param n which order, from 0
     * @param now nanoseconds since the first was due
     * @return nanoseconds from the first order to this one
     */
    long due(int n, long now);

    /** An open loop: so many in a second, however long the answers take. */
    static Pace open(int perSecond) {
        return (n, now) -> n * 1_000_000_000L / perSecond;
    }
}
