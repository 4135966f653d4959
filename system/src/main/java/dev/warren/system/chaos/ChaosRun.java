package dev.warren.system.chaos;

import dev.warren.system.check.Checker;
import dev.warren.system.check.ClientHistory;
import dev.warren.system.check.Limits;
import dev.warren.system.check.Violation;
import dev.warren.system.check.collect.Collector;
import dev.warren.system.check.collect.LiveSystem;
import dev.warren.system.check.collect.Quiescence;
import dev.warren.system.check.collect.Usage;
import dev.warren.system.rig.Rig;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** One run: load and faults on a rig, then peace, then the books. */
final class ChaosRun {
    private static final Duration MEASURED_FOR = Duration.ofSeconds(12);
    private static final Duration WARM_UP = Duration.ofSeconds(5);
    /** The longest deadline of an order, and a minute. */
    private static final Duration REST = Duration.ofMinutes(6);

    /** What notification-service may have handed to the mail server and not recorded when it, or its database, dies. */
    private static final int MAILS_AT_A_TIME = 8;

    private final Plan plan;
    private final Rig rig;
    private final RunFolder folder;
    private final Progress progress;
    private final Meddling meddling = new Meddling();
    private final List<Done> done = new ArrayList<>();
    private final List<String> violations = new ArrayList<>();

    /** Who is told how far the run is. */
    interface Progress {
        void accepted(int orders);

        void now(String what);
    }

    /** @param rig whose services run, with no orders yet */
    ChaosRun(Plan plan, Rig rig, RunFolder folder, Progress progress) {
        this.plan = plan;
        this.rig = rig;
        this.folder = folder;
        this.progress = progress;
    }

    /** Blocks until the books are checked. */
    Outcome run() throws IOException, InterruptedException {
        try (var history = ClientHistory.create(folder.history())) {
            var customers = new Customers(plan.seed(), rig.edge("order-service"), rig.edge("user-service"), history);
            customers.register();
            var baseline = plan.warmUp() == 0 ? Optional.<Usage>empty() : Optional.of(baseline(customers));
            List<Sample> samples = hurt(customers);
            progress.now("waiting until everything has settled");
            rig.awaitReady();
            customers.askAgain();
            progress.accepted(customers.accepted());
            for (int time = 1; time <= 2; time++) {
                progress.now("checking the books, %d of 2".formatted(time));
                customers.lookAgain();
                check(baseline);
            }
            return new Outcome(plan, done, samples, customers.accepted(), violations);
        }
    }

    /** What the services hold at rest, once everything was used. */
    private Usage baseline(Customers customers) {
        progress.now("warming up");
        customers.shop(0, plan.warmUp(), WARM_UP);
        var system = LiveSystem.of(rig);
        new Quiescence(system, plan.calm()).await(REST).forEach(this::add);
        return Usage.of(system);
    }

    private List<Sample> hurt(Customers customers) throws InterruptedException {
        try (var sampler = new Sampler(rig.database(), customers::accepted, progress::accepted)) {
            var shopping = CompletableFuture.runAsync(
                    () -> customers.shop(plan.warmUp(), plan.orders(), plan.lasts()), Thread::startVirtualThread);
            var faults = new Faults(rig, meddling, plan.seed());
            for (Planned planned : plan.schedule()) {
                Thread.sleep(Math.max(
                        stillMeasured(sampler),
                        planned.at().toMillis() - sampler.now().toMillis()));
                progress.now(planned.kind() + " " + planned.target());
                done.add(inflict(planned, faults.of(planned), sampler));
            }
            progress.now("no more faults");
            shopping.join();
            return sampler.samples();
        }
    }

    /** Milliseconds for which nothing may begin, though the schedule is late: the last recovery has a promise and is measured. */
    private long stillMeasured(Sampler sampler) {
        boolean isMeasured = !done.isEmpty()
                && Kind.MEASURED.contains(done.getLast().planned().kind());
        return isMeasured
                ? Math.max(
                        0,
                        done.getLast()
                                .mended()
                                .plus(MEASURED_FOR)
                                .minus(sampler.now())
                                .toMillis())
                : 0;
    }

    private Done inflict(Planned planned, Fault fault, Sampler sampler) throws InterruptedException {
        Duration begun = sampler.now();
        attempt(planned, fault.inject());
        Thread.sleep(planned.lasts());
        attempt(planned, fault.heal());
        return new Done(planned, begun, sampler.now());
    }

    private void attempt(Planned planned, Fault.Step step) throws InterruptedException {
        try {
            step.run();
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            violations.add("fault %d, %s on %s, could not be done or mended: %s"
                    .formatted(planned.number(), planned.kind(), planned.target(), e));
        }
    }

    private void check(Optional<Usage> baseline) throws IOException {
        var system = LiveSystem.of(rig);
        new Quiescence(system, plan.calm()).await(REST).forEach(this::add);
        var interference = meddling.interference(rig.mailGate(), unrecordedMails());
        var evidence = new Collector(system, limits(), interference)
                .collect(Optional.of(ClientHistory.read(folder.history())), baseline);
        folder.write(evidence);
        Checker.check(evidence).forEach(this::add);
    }

    private Limits limits() {
        var outages = done.stream().map(Done::took).reduce(Duration.ZERO, Duration::plus);
        var limits = Limits.DEFAULT.withOutages(outages);
        boolean clocksWereOff =
                done.stream().anyMatch(fault -> fault.planned().kind().isClock());
        return clocksWereOff ? limits.withClocks(limits.clocks().plus(Surroundings.CLOCK_OFFSET)) : limits;
    }

    private void add(Violation violation) {
        if (!violations.contains(violation.toString())) {
            violations.add(violation.toString());
        }
    }

    private int unrecordedMails() {
        return MAILS_AT_A_TIME
                * (int) done.stream()
                        .filter(fault -> fault.planned().mayRepeatMails())
                        .count();
    }
}
