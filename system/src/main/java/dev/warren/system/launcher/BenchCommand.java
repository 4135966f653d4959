package dev.warren.system.launcher;

import dev.warren.local.LocalException;
import dev.warren.system.bench.Bench;
import dev.warren.system.bench.Measurement;
import dev.warren.system.bench.Plan;
import dev.warren.system.bench.Progress;
import dev.warren.system.bench.Report;
import dev.warren.system.rig.Site;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import me.tongfei.progressbar.ProgressBar;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures a system of its own, or the running one. */
@Command(
        name = "bench",
        description = "Measure orders per second, latency and CPU per order, beside what the broker could do at most.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:measured, and the books balance", "1:something was lost or done twice, or not measured"})
public final class BenchCommand implements Callable<Integer> {

    @Option(
            names = "--running",
            description = "Measure the system that ./warren up has started, instead of one of its own.")
    private boolean running;

    @Option(
            names = "--orders",
            defaultValue = "10000",
            description = "Orders placed as fast as they are accepted (default: ${DEFAULT-VALUE}).")
    private int orders;

    @Option(
            names = "--connections",
            defaultValue = "64",
            description = "How many clients at a time (default: ${DEFAULT-VALUE}).")
    private int connections;

    @Option(
            names = "--warm-up",
            defaultValue = "30000",
            description = "Orders placed before, not measured (default: ${DEFAULT-VALUE}).")
    private int warmUp;

    @Option(
            names = "--rates",
            split = ",",
            paramLabel = "ORDERS/S",
            defaultValue = "50,500",
            description = "Rates at which latency is measured (default: ${DEFAULT-VALUE}).")
    private List<Integer> rates;

    @Option(
            names = "--seconds",
            defaultValue = "20",
            description = "How long each of these rates lasts (default: ${DEFAULT-VALUE}).")
    private int seconds;

    @Option(
            names = "--perf-test-seconds",
            defaultValue = "9",
            description = "How long RabbitMQ's PerfTest runs, before and after (default: ${DEFAULT-VALUE}).")
    private int perfTestSeconds;

    @Option(
            names = "--runs",
            defaultValue = "1",
            description = "How often everything is measured; figures are medians (default: ${DEFAULT-VALUE}).")
    private int runs;

    @Option(names = "--json", description = "End with one line of JSON.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        Home home = Home.here();
        Measurement measurement;
        try (var shown = new Shown()) {
            var bench = new Bench(plan(), shown);
            var site = new Site(home.project(), home.local().resolve("bench"), home.programs(), Map.of());
            measurement = running ? bench.of(Running.in(home).subject()) : bench.ofItsOwn(site);
        }
        measurement.lines().forEach(out::println);
        Path report = new Report(measurement).write(home.project().resolve("bench/results"));
        out.println("report: " + home.project().relativize(report));
        if (json) {
            out.println(measurement.json());
        }
        out.flush();
        return measurement.violations().isEmpty() ? 0 : 1;
    }

    private Plan plan() {
        return new Plan(
                atLeastOne("--warm-up", warmUp),
                atLeastOne("--orders", orders),
                atLeastOne("--connections", connections),
                rates.stream().map(rate -> atLeastOne("--rates", rate)).toList(),
                Duration.ofSeconds(atLeastOne("--seconds", seconds)),
                Duration.ofSeconds(atLeastOne("--perf-test-seconds", perfTestSeconds)),
                atLeastOne("--runs", runs));
    }

    private static int atLeastOne(String option, int value) {
        if (value < 1) {
            throw new LocalException("BAD_OPTION", option + " must be 1 or more but was " + value);
        }
        return value;
    }

    /** A bar for each part. */
    private static final class Shown implements Progress, AutoCloseable {
        private ProgressBar bar;

        @Override
        public synchronized void begins(String what, int steps) {
            close();
            bar = new ProgressBar(what, steps);
        }

        @Override
        public synchronized void done(int steps) {
            bar.stepTo(steps);
        }

        @Override
        public synchronized void close() {
            if (bar != null) {
                bar.stepTo(bar.getMax());
                bar.close();
            }
        }
    }
}
