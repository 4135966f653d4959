package dev.warren.system.bench;

import java.time.Duration;

/**
 * Some orders at one pace.
 *
 * @param name as figures and plots call it
 */
record Stint(String name, Pace pace, int orders) {

    static final String CLOSED = "closed loop";

    static Stint closed(String name, int orders) {
        return new Stint(name, Pace.CLOSED, orders);
    }

    static Stint open(int perSecond, Duration lasting) {
        return new Stint(
                perSecond + " orders/s", Pace.open(perSecond), Math.toIntExact(perSecond * lasting.toSeconds()));
    }
}
