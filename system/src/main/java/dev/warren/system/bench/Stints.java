package dev.warren.system.bench;

import dev.warren.local.Await;
import dev.warren.local.LocalException;
import dev.warren.system.load.Load;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;

/** Measures one system, stint by stint. */
final class Stints {
    private final Subject subject;
    private final Plan plan;
    private final Progress progress;
    private final Driver driver;

    /** Registers the users that orders are placed for. */
    Stints(Subject subject, Plan plan, Progress progress) throws IOException {
        this.subject = subject;
        this.plan = plan;
        this.progress = progress;
        this.driver = new Driver(subject, plan.connections(), Load.registerUsers(subject.users()));
    }

    /** Places orders until everything is compiled. */
    void warmUp() throws InterruptedException {
        measure(Stint.closed("warming up", plan.warmUp()));
    }

    /** Blocks until everything was measured once, a minute or two. */
    Run run() throws IOException, InterruptedException {
        Limit before = limit();
        var counting = new Counting(subject);
        Work earlier = counting.now();
        Measured closed = measure(Stint.closed(Stint.CLOSED, plan.orders()));
        awaitFigures();
        Work work = counting.now().since(earlier);
        if (work.counts().get(Work.MESSAGES) < plan.orders()) {
            throw new LocalException(
                    "NO_BROKER_FIGURES",
                    "the broker must have counted the messages of %d orders but tells of %.0f; its management plugin must collect metrics"
                            .formatted(plan.orders(), work.counts().get(Work.MESSAGES)));
        }
        Limit after = limit();
        var open = new ArrayList<Measured>();
        for (int rate : plan.rates()) {
            open.add(measure(Stint.open(rate, plan.lasting())));
        }
        return new Run(closed, work, Limit.between(before, after), open);
    }

    /** Blocks until every order has ended and all that follows is done. */
    Measured measure(Stint stint) throws InterruptedException {
        progress.begins(stint.name(), stint.orders());
        var ending = Ending.after(subject);
        var before = CpuTime.of(subject.pids());
        Placed placed = driver.place(stint, progress::done);
        ending.await(stint.orders());
        var cpu = CpuTime.of(subject.pids()).perOrderSince(before, stint.orders());
        return Measured.of(stint, placed, ending.confirmed(placed), cpu);
    }

    private Limit limit() throws IOException, InterruptedException {
        progress.begins("PerfTest", (int) plan.limitFor().toSeconds());
        return new PerfTest(subject, plan.limitFor()).run(progress::done);
    }

    /** Until the broker's figures are newer than the last order. */
    private void awaitFigures() {
        progress.begins("waiting for the broker's figures", 1);
        long newEnough = System.nanoTime() + subject.figuresAge().toNanos();
        Await.until(subject.figuresAge().plus(Duration.ofSeconds(1)), () -> System.nanoTime() >= newEnough);
    }
}
