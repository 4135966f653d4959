package dev.warren.messaging.requests;

/** The question of the tests: how much is it together? */
record Sum(int left, int right) {

    static final Request<Sum, Total> REQUEST = new Request<>("adder.sum.v1", Sum.class, Total.class);

    static final Request<Sum, Total> NOBODYS = new Request<>("adder.difference.v1", Sum.class, Total.class);

    /** @param by which instance has answered */
    record Total(int value, String by) {}
}
