package dev.warren.notifications;

import dev.warren.events.NotificationFailure;
import dev.warren.events.NotificationId;
import java.time.Duration;
import java.time.Instant;

/** What a notification has come to. */
public sealed interface Notification {

    Notice notice();

    /** When it entered its status. */
    Instant since();

    default NotificationId id() {
        return notice().id();
    }

    /** @param deadline when it is given up */
    record WaitingForAddress(Notice notice, Instant since, Instant deadline) implements Notification {}

    /**
     * On its way. The state is the stored intent of the mail, resumed at its deadline.
     *
     * @param attempts how many attempts ended without the mail being taken, as far as anybody knows
     * @param deadline when to try again, unless the mail is taken or refused by then
     */
    record Sending(Notice notice, Instant since, int attempts, Instant deadline) implements Notification {

        /** Longer than an attempt takes, waiting for its turn included: a result that is not there by then counts as lost. */
        static final Duration WINDOW = Duration.ofSeconds(30);

        static final Duration FIRST_PAUSE = Duration.ofMillis(500);
        static final Duration LONGEST_PAUSE = Duration.ofSeconds(60);

        static Sending first(Notice notice, Instant now) {
            return new Sending(notice, now, 0, now.plus(WINDOW));
        }

        Sending again(Instant now) {
            return new Sending(notice, since, attempts, now.plus(WINDOW));
        }

        Sending later(Instant now) {
            return new Sending(notice, since, attempts + 1, now.plus(pause(attempts)));
        }

        private static Duration pause(int failures) {
            // 500 ms doubled seven times is more than a minute.
            var pause = FIRST_PAUSE.multipliedBy(1L << Math.min(failures, 7));
            return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
        }
    }

    record Sent(Notice notice, Instant since) implements Notification {}

    record Failed(Notice notice, NotificationFailure reason, Instant since) implements Notification {}

    /** A confirmation that a cancellation has overtaken. */
    record Skipped(Notice notice, Instant since) implements Notification {}
}
