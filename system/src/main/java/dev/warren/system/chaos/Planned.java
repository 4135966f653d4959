package dev.warren.system.chaos;

import java.time.Duration;
import java.util.List;

/**
 * A fault as the schedule has it.
 *
 * @param number from 1
 * @param at from the start of the load
 * @param lasts from when it is done to when it is mended; what takes time by itself comes on top
 */
record Planned(int number, Duration at, Kind kind, String target, Duration lasts) {

    /** Whether a mail may come twice because of it: the server took it, and its sender did not get to write that down. */
    boolean mayRepeatMails() {
        return kind.isForgetful()
                && (target.contains("notification-service")
                        || List.of(Target.ALL, Target.DATABASE, Target.MAIL).contains(List.of(target)));
    }

    @Override
    public String toString() {
        return "%6.1f s  %-24s %-36s %4.1f s".formatted(at.toMillis() / 1e3, kind, target, lasts.toMillis() / 1e3);
    }
}
