package dev.warren.system.check;

/** What must hold of every run once it is quiet, whatever has failed on the way. */
public enum Invariant {
    I1("an accepted order exists; an unanswered one, asked for again with its key, is one order"),
    I2("no order that nobody asked for; one per user and idempotency key, the same in every answer"),
    I3("every order is confirmed or cancelled, and settled; it enters a state once at most"),
    I4(
            "every change of state is in the saga table; the sequence of every aggregate is gapless from 1; an order's timeline tells it all, once"),
    I5("captured less refunded is the total of a confirmed order and nothing of a cancelled one"),
    I6("one capture per order at most; the provider's ledger and the payments say the same"),
    I7("reserved credit is what the confirmed orders cost, never granted above the limit, never below 0"),
    I8("a capture that comes after the cancellation is refunded within its bound"),
    I9("no deadline fires early, and none late"),
    I10("outboxes are empty; whoever hears an event has handled or parked it"),
    I11("nothing is done twice for one cause; nothing is handled that nobody said"),
    I12("queues are empty, the poison and nothing else is parked, every binding is there"),
    I13("whoever has an address is told each outcome, under one Message-ID, and nobody else is"),
    I14("what one client sees of an order never goes backwards"),
    I15("the registry shows the live processes, and a paused one goes and comes back"),
    I16("connections, channels, threads and idle transactions are what they were before"),
    QUIET("the system comes to rest");

    private final String text;

    Invariant(String text) {
        this.text = text;
    }

    /** The invariant in words. */
    public String text() {
        return text;
    }
}
