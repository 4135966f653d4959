package dev.warren.system.chaos;

import dev.warren.local.LocalException;
import dev.warren.system.launcher.Home;
import dev.warren.system.rig.Rig;
import dev.warren.system.rig.Site;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import me.tongfei.progressbar.ProgressBar;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Hurts a system of its own in every way it knows while orders are placed, then checks that nothing is lost or done twice. */
@Command(
        name = "chaos",
        description = "Hurt a system of its own while orders are placed, and check the books afterwards.")
public final class ChaosCommand implements Callable<Integer> {
    private static final int FAULTS_PER_MINUTE = 6;
    private static final int WARM_UP = 20;
    private static final Duration CALM = Duration.ofSeconds(10);

    @Option(names = "--orders", description = "How many orders (default: 2000; 100000 with --long).")
    private Integer orders;

    @Option(names = "--minutes", description = "For how long, about (default: 5; 90 with --long).")
    private Integer minutes;

    @Option(names = "--seed", description = "Replays the schedule of that seed (default: a new one, which is printed).")
    private Long seed;

    @Option(names = "--long", description = "The long form, with the kinds of faults that take long.")
    private boolean isLong;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Plan plan = plan();
        Home home = Home.here();
        var folder = RunFolder.emptied(home.local().resolve("chaos").resolve(Long.toString(plan.seed())));
        folder.write(plan);
        PrintWriter out = spec.commandLine().getOut();
        out.printf(
                "%d faults on %d orders within %d s; all of it goes to %s%n",
                plan.schedule().size(),
                plan.orders(),
                plan.lasts().toSeconds(),
                home.project().relativize(folder.path()));
        out.flush();
        Outcome outcome;
        try (var bar = new ProgressBar("chaos", plan.orders());
                var rig = Rig.at(new Site(home.project(), folder.rig(), home.programs(), Surroundings.ENVIRONMENT))) {
            bar.setExtraMessage("starting");
            outcome = new ChaosRun(plan, rig.start(), folder, new Shown(bar)).run();
        }
        folder.write(outcome);
        new Report(outcome).timeline().forEach(out::println);
        outcome.violations().forEach(out::println);
        out.println("report: " + home.project().relativize(folder.report()));
        out.println(outcome);
        out.flush();
        return outcome.violations().isEmpty() ? 0 : 1;
    }

    private Plan plan() {
        int forMinutes = atLeast(1, "--minutes", minutes, isLong ? 90 : 5);
        return Plan.of(
                seed == null ? ThreadLocalRandom.current().nextLong(1, 1_000_000) : seed,
                atLeast(WARM_UP + 1, "--orders", orders, isLong ? 100_000 : 2_000),
                WARM_UP,
                Duration.ofMinutes(forMinutes),
                forMinutes * FAULTS_PER_MINUTE,
                isLong ? Kind.Menu.LONG : Kind.Menu.USUAL,
                CALM);
    }

    private static int atLeast(int least, String option, Integer value, int otherwise) {
        if (value != null && value < least) {
            throw new LocalException("BAD_OPTION", "%s must be %d or more but was %d".formatted(option, least, value));
        }
        return value == null ? otherwise : value;
    }

    private record Shown(ProgressBar bar) implements ChaosRun.Progress {
        @Override
        public void accepted(int orders) {
            bar.stepTo(orders);
        }

        @Override
        public void now(String what) {
            bar.setExtraMessage(what);
        }
    }
}
