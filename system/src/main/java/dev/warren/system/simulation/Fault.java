package dev.warren.system.simulation;

/** What may go wrong in a world. Each happens by chance, more or less often from world to world; many worlds are spared most of them. */
enum Fault {
    CRASH_BEFORE_COMMIT(30),
    CRASH_AFTER_COMMIT(30),
    CRASH_AFTER_PUBLISH(20),
    CRASH_AFTER_CONFIRM(20),
    CRASH_BEFORE_CALL(30),
    CRASH_AFTER_CALL(60),
    CRASH_IDLE(4),
    COMMIT_UNKNOWN_BUT_DONE(30),
    COMMIT_UNKNOWN_AND_UNDONE(30),
    COLLISION(40),
    ROW_TAKEN(20),
    DATABASE_AWAY(20),
    DUPLICATE(120),
    OLD_DUPLICATE(15),
    FORGOTTEN(25),
    CONSUMING_CUT(20),
    PUBLISHING_CUT(30),
    PUBLISH_LOST(30),
    NOT_CONFIRMED(40),
    REFUSED(20),
    BINDING_LOST(15),
    PROVIDER_AWAY(250),
    PROVIDER_REPLY_LOST(250),
    PROVIDER_LATE(250),
    PROVIDER_DECLINES(200),
    MAIL_PUT_OFF(200),
    MAIL_REFUSED(60),
    MAIL_REPLY_LOST(150),
    DECISION_FAILS(400),
    PAUSE(15),
    POISON(8);

    private final int most;

    Fault(int most) {
        this.most = most;
    }

    /** How often it happens at the most, in a thousand times that it could. */
    int most() {
        return most;
    }
}
