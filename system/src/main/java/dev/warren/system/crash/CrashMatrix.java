package dev.warren.system.crash;

import dev.warren.messaging.FailPoint;
import dev.warren.system.check.Checker;
import dev.warren.system.check.ClientHistory;
import dev.warren.system.check.Limits;
import dev.warren.system.check.Violation;
import dev.warren.system.check.collect.Collector;
import dev.warren.system.check.collect.Interference;
import dev.warren.system.check.collect.LiveSystem;
import dev.warren.system.check.collect.Quiescence;
import dev.warren.system.crash.Victim.Outcome;
import dev.warren.system.rig.Rig;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/** One run of the matrix on a rig of its own: crashes under load, then rest, then the checker, twice. */
final class CrashMatrix {

    private static final Duration PAYMENT_DEADLINE = Duration.ofSeconds(4);
    private static final Duration CREDIT_DEADLINE = Duration.ofSeconds(30);

    /** Settings under which deadlines pass within a run. */
    static final Map<String, String> ENVIRONMENT = Map.of(
            "ORDERS_PAYMENT_DEADLINE", PAYMENT_DEADLINE.toMillis() + "ms",
            "ORDERS_CREDIT_DEADLINE", CREDIT_DEADLINE.toMillis() + "ms");

    private static final Limits LIMITS = Limits.DEFAULT.withDeadlines(CREDIT_DEADLINE, PAYMENT_DEADLINE);

    /** As many as notification-service has under way at a time: each crash may find all of them accepted and not recorded. */
    private static final int MAILS_AT_A_TIME = 64;

    private static final Duration REST = Duration.ofMinutes(3);

    private final int times;
    private final long seed;
    private final Duration interval;

    /** @param interval how long the system must be quiet before a check */
    CrashMatrix(int times, long seed, Duration interval) {
        this.times = times;
        this.seed = seed;
        this.interval = interval;
    }

    /**
     * What came of it.
     *
     * @param violations whatever is wrong, in words: a crash that did not come, a shopper without an answer, a broken invariant
     */
    record Result(List<Outcome> outcomes, List<String> violations, long seed) {

        long hits(FailPoint point) {
            return outcomes.stream()
                    .filter(it -> it.crash().point() == point && it.failure() == null)
                    .count();
        }

        long crashes() {
            return outcomes.stream().filter(it -> it.failure() == null).count();
        }
    }

    int crashes() {
        return times * FailPoint.values().length;
    }

    /**
     * Blocks for minutes. The rig's services must run; they run again afterwards.
     *
     * @param history where to write down what the clients see; must not be there
     * @param progress told each crash
     */
    Result run(Rig rig, Path history, Consumer<Crash> progress)
            throws IOException, InterruptedException, ExecutionException {
        List<Outcome> outcomes;
        Instant begun = Instant.now();
        var violations = new LinkedHashSet<String>();
        try (var written = ClientHistory.create(history)) {
            var shoppers = Shoppers.of(rig, written, seed);
            shoppers.open();
            outcomes = crash(rig, progress);
            rig.awaitReady();
            violations.addAll(shoppers.close());
        }
        outcomes.stream()
                .filter(it -> it.failure() != null)
                .forEach(it -> violations.add(it.crash() + ": " + it.failure()));
        var collector = new Collector(
                LiveSystem.of(rig),
                LIMITS.withOutages(Duration.between(begun, Instant.now())),
                Interference.NONE.withMailWindows(mailWindows(outcomes)));
        for (int i = 0; i < 2; i++) {
            check(rig, history, collector).forEach(violation -> violations.add(violation.toString()));
        }
        return new Result(outcomes, List.copyOf(violations), seed);
    }

    private List<Outcome> crash(Rig rig, Consumer<Crash> progress) throws InterruptedException, ExecutionException {
        var victims = new ArrayList<Callable<List<Outcome>>>();
        CrashPlan.of(times, seed)
                .forEach((service, crashes) ->
                        victims.add(() -> new Victim(rig.service(service), progress).suffer(crashes)));
        var outcomes = new ArrayList<Outcome>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var victim : threads.invokeAll(victims)) {
                outcomes.addAll(victim.get());
            }
        }
        return outcomes;
    }

    private static int mailWindows(List<Outcome> outcomes) {
        long crashes = outcomes.stream()
                .filter(it -> it.crash().service().equals("notification-service"))
                .count();
        return Math.toIntExact(crashes * MAILS_AT_A_TIME);
    }

    private List<Violation> check(Rig rig, Path history, Collector collector) throws IOException {
        var violations = new ArrayList<>(new Quiescence(LiveSystem.of(rig), interval).await(REST));
        var evidence = collector.collect(Optional.of(ClientHistory.read(history)), Optional.empty());
        violations.addAll(Checker.check(evidence));
        return violations;
    }
}
