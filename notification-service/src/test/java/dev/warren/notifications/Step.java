package dev.warren.notifications;

import java.time.Duration;

/** What can happen next in a {@link NotificationWorld}; {@code pick} says to which order, mail or result. */
record Step(Kind kind, int pick, Fate fate, Duration time) {

    enum Kind {
        REGISTER,
        UPDATE,
        ERASE,
        CONFIRM,
        CANCEL,
        CANCEL_UNKNOWN_USER,
        /** Mails are handed to the server any number of times, late or never. */
        MAIL,
        /** Results arrive any number of times, late or never. */
        RESULT,
        TIME,
        DEADLINE
    }

    /** What the mail server makes of a mail. */
    enum Fate {
        ACCEPTED,
        REFUSED,
        NOT_NOW,
        /** Accepted, but nobody hears of it. */
        REPLY_LOST
    }
}
