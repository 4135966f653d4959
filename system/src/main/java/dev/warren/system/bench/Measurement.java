package dev.warren.system.bench;

import dev.warren.system.check.Violation;
import dev.warren.system.rig.Site;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;

/** What was measured, and whether the books balanced afterwards. Immutable. */
public record Measurement(Plan plan, List<Run> runs, List<Violation> violations) {

    /** Measures a system that runs already, with whatever is in it. Blocks for minutes. */
    public static Measurement of(Subject subject, Plan plan, Progress progress)
            throws IOException, InterruptedException, ExecutionException {
        var bench = new Bench(subject, plan, progress);
        bench.warmUp();
        var runs = new ArrayList<Run>();
        for (int run = 0; run < plan.runs(); run++) {
            runs.add(bench.run());
        }
        progress.begins("checking the books", 1);
        return new Measurement(plan, runs, Books.check(subject));
    }

    /**
     * Measures a system of its own, which is ended afterwards. Blocks for minutes.
     *
     * @param project the folder with the modules that Maven has built
     * @param folder what the system writes; emptied
     * @param programs where PostgreSQL's programs are unpacked
     */
    public static Measurement ofOwnSystem(Path project, Path folder, Path programs, Plan plan, Progress progress)
            throws IOException, InterruptedException, ExecutionException {
        progress.begins("starting", 1);
        try (var system = OwnSystem.at(new Site(project, folder, programs, Map.of()))) {
            return of(system.subject(), plan, progress);
        }
    }

    /** For people. */
    public Stream<String> lines() {
        return Stream.concat(new Summary(figures()).lines(), violations.stream().map(Violation::toString));
    }

    /** One line. */
    public String json() {
        return new Summary(figures()).json();
    }

    private Figures figures() {
        return Figures.median(runs.stream().map(Figures::of).toList());
    }
}
