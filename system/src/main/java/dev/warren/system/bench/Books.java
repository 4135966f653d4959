package dev.warren.system.bench;

import dev.warren.system.check.Checker;
import dev.warren.system.check.Limits;
import dev.warren.system.check.Violation;
import dev.warren.system.check.collect.Collector;
import dev.warren.system.check.collect.Interference;
import dev.warren.system.check.collect.LiveSystem;
import dev.warren.system.check.collect.Quiescence;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whether all that was measured was also done, and nothing of it twice. */
final class Books {
    private static final Duration REST = Duration.ofMinutes(2);

    private Books() {}

    /** Blocks until the system has come to rest; takes seconds for ten thousand orders. */
    static List<Violation> check(Subject subject) {
        var violations = new ArrayList<Violation>(new Quiescence(subject.live(), subject.figuresAge()).await(REST));
        var evidence = new Collector(withoutMails(subject.live()), Limits.DEFAULT, Interference.NONE)
                .collect(Optional.empty(), Optional.empty())
                .withoutMailroom();
        violations.addAll(Checker.check(evidence));
        return violations;
    }

    /** What the mail server took is not asked: it may have forgotten most of it. */
    private static LiveSystem withoutMails(LiveSystem it) {
        return new LiveSystem(
                it.databases(), it.admin(), it.vhost(), it.administrator(), List::of, it.edges(), it.pids());
    }
}
