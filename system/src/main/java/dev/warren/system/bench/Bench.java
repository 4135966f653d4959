package dev.warren.system.bench;

import dev.warren.system.rig.Site;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Measures systems. Every method blocks for minutes, and leaves the orders that it has placed. */
public final class Bench {
    private final Plan plan;
    private final Progress progress;

    public Bench(Plan plan, Progress progress) {
        this.plan = plan;
        this.progress = progress;
    }

    /** A system that runs already, with whatever is in it. */
    public Measurement of(Subject subject) throws IOException, InterruptedException {
        var at = Instant.now();
        var machine = Machine.facts(subject);
        var stints = new Stints(subject, plan, progress);
        stints.warmUp();
        var runs = new ArrayList<Run>();
        for (int run = 0; run < plan.runs(); run++) {
            runs.add(stints.run());
        }
        progress.begins("checking the books", 1);
        return new Measurement(
                at,
                machine,
                plan,
                new PerfTest(subject, plan.limitFor()).options(),
                Ending.after(subject).clock(),
                subject.channel(),
                runs,
                List.of(),
                Books.check(subject));
    }

    /** A system of its own, ended afterwards, which at first records notifications and then sends them. */
    public Measurement ofItsOwn(Site site) throws IOException, InterruptedException {
        progress.begins("starting a system", 1);
        try (var system = OwnSystem.at(site)) {
            var measurement = of(system.subject());
            progress.begins("starting to send mails", 1);
            system.sendMails();
            var stints = new Stints(system.subject(), plan, progress);
            stints.warmUp();
            var withMails = new ArrayList<Measured>();
            for (int run = 0; run < plan.runs(); run++) {
                withMails.add(stints.measure(Stint.closed("with mails", plan.orders())));
            }
            progress.begins("checking the books again", 1);
            return measurement.with(withMails, Books.check(system.subject()));
        }
    }
}
