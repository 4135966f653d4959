package dev.warren.system.chaos;

import dev.warren.local.Folders;
import dev.warren.local.LocalException;
import dev.warren.local.PrivateFile;
import dev.warren.system.launcher.Home;
import dev.warren.system.rig.Rig;
import dev.warren.system.rig.Site;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
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
    private static final int SECONDS_PER_FAULT = 9;

    @Option(names = "--orders", description = "How many orders (default: 2000; 100000 with --long).")
    private Integer orders;

    @Option(names = "--minutes", description = "For how long (default: 5; 80 with --long).")
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
        Path folder = home.local().resolve("chaos").resolve(Long.toString(plan.seed()));
        PrintWriter out = spec.commandLine().getOut();
        out.printf(
                "seed %d: %d faults on %d orders within %s; what is seen goes to %s%n",
                plan.seed(), plan.faults(), plan.orders(), plan.lasts(), folder);
        out.flush();
        Folders.delete(folder.resolve("rig"));
        Files.deleteIfExists(folder.resolve("history.jsonl"));
        PrivateFile.createFolders(folder);
        Files.writeString(
                folder.resolve("schedule.txt"),
                plan.schedule().stream().map(planned -> planned + "\n").collect(Collectors.joining()));
        Outcome outcome;
        try (var bar = new ProgressBar("chaos", plan.orders());
                var rig = Rig.at(
                        new Site(home.project(), folder.resolve("rig"), home.programs(), Surroundings.ENVIRONMENT))) {
            rig.start();
            outcome = new ChaosRun(plan, rig, folder.resolve("history.jsonl"), new Shown(bar)).run();
        }
        outcome.violations().forEach(out::println);
        out.println(outcome);
        out.flush();
        return outcome.violations().isEmpty() ? 0 : 1;
    }

    private Plan plan() {
        int forMinutes = positive("--minutes", minutes, isLong ? 80 : 5);
        return new Plan(
                seed == null ? ThreadLocalRandom.current().nextLong(1, 1_000_000) : seed,
                positive("--orders", orders, isLong ? 100_000 : 2_000),
                Duration.ofMinutes(forMinutes),
                forMinutes * 60 / SECONDS_PER_FAULT,
                isLong ? Kind.Menu.LONG : Kind.Menu.USUAL,
                Duration.ofSeconds(10));
    }

    private static int positive(String option, Integer value, int otherwise) {
        if (value != null && value < 1) {
            throw new LocalException("BAD_OPTION", option + " must be 1 or more but was " + value);
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
