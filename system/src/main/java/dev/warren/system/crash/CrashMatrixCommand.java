package dev.warren.system.crash;

import dev.warren.local.Folders;
import dev.warren.local.LocalException;
import dev.warren.local.PrivateFile;
import dev.warren.messaging.FailPoint;
import dev.warren.system.crash.CrashMatrix.Result;
import dev.warren.system.launcher.Home;
import dev.warren.system.rig.Rig;
import dev.warren.system.rig.Site;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import me.tongfei.progressbar.ProgressBar;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Halts the real services at every fail point, under load, and checks the books. */
@Command(
        name = "crash-matrix",
        description =
                "Halt the services at every fail point, over and over and under load; then check that nothing is lost.")
public final class CrashMatrixCommand implements Callable<Integer> {

    private static final Duration QUIET = Duration.ofSeconds(10);

    @Option(
            names = "--times",
            defaultValue = "20",
            description = "How often each fail point is hit (default: ${DEFAULT-VALUE}).")
    private int times;

    @Option(names = "--seed", description = "Replays the crashes of that seed (default: a new one, which is printed).")
    private Long seed;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException, ExecutionException {
        if (times < 1) {
            throw new LocalException("BAD_OPTION", "--times must be 1 or more but was " + times);
        }
        long chosen = seed == null ? ThreadLocalRandom.current().nextLong(1, 1_000_000) : seed;
        Home home = Home.here();
        Path folder = home.local().resolve("crash-matrix").resolve(Long.toString(chosen));
        PrintWriter out = spec.commandLine().getOut();
        out.printf("seed %d; what is seen goes to %s%n", chosen, folder);
        out.flush();
        Folders.delete(folder);
        PrivateFile.createFolders(folder);
        var matrix = new CrashMatrix(times, chosen, QUIET);
        var site = new Site(home.project(), folder.resolve("rig"), home.programs(), CrashMatrix.ENVIRONMENT);
        Result result;
        try (var rig = Rig.at(site);
                var bar = new ProgressBar("crashes", matrix.crashes())) {
            rig.start();
            result = matrix.run(rig, folder.resolve("history.jsonl"), crash -> {
                bar.setExtraMessage(crash.toString());
                bar.step();
            });
        }
        tell(result, out);
        return result.violations().isEmpty() ? 0 : 1;
    }

    private static void tell(Result result, PrintWriter out) {
        for (FailPoint point : FailPoint.values()) {
            Map<String, Long> places = result.outcomes().stream()
                    .filter(it -> it.crash().point() == point && it.failure() == null)
                    .collect(Collectors.groupingBy(it -> it.crash().service(), TreeMap::new, Collectors.counting()));
            out.printf("%-24s %4d  %s%n", point, result.hits(point), places);
        }
        result.violations().forEach(out::println);
        out.printf(
                "fail points %d, crashes %d, violations %d, seed %d%n",
                FailPoint.values().length, result.crashes(), result.violations().size(), result.seed());
        out.flush();
    }
}
