package dev.warren.system.launcher;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.warren.local.LocalException;
import dev.warren.system.load.Bench;
import dev.warren.system.load.Bench.Figures;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import me.tongfei.progressbar.ProgressBar;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures the running system. */
@Command(name = "bench", description = "Place orders as fast as they are accepted, and measure until all have ended.")
public final class BenchCommand implements Callable<Integer> {

    @Option(names = "--orders", defaultValue = "5000", description = "How many orders (default: ${DEFAULT-VALUE}).")
    private int orders;

    @Option(
            names = "--connections",
            defaultValue = "64",
            description = "How many clients at a time (default: ${DEFAULT-VALUE}).")
    private int connections;

    @Option(
            names = "--warm-up",
            defaultValue = "1000",
            description = "Orders placed before, not measured (default: ${DEFAULT-VALUE}).")
    private int warmUp;

    @Option(names = "--json", description = "End with one line of JSON.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException, ExecutionException {
        atLeastOne("--orders", orders);
        atLeastOne("--connections", connections);
        var running = Running.in(Home.here());
        var bench = new Bench(running.edge(Service.ORDER), running.edge(Service.USER), running.pids());
        if (warmUp > 0) {
            run(bench, "warming up", warmUp);
        }
        Figures figures = run(bench, "measuring", orders);
        tell(figures, spec.commandLine().getOut());
        return 0;
    }

    private static void atLeastOne(String option, int value) {
        if (value < 1) {
            throw new LocalException("BAD_OPTION", option + " must be 1 or more but was " + value);
        }
    }

    private Figures run(Bench bench, String task, int count)
            throws IOException, InterruptedException, ExecutionException {
        try (var bar = new ProgressBar(task, count)) {
            return bench.run(count, connections, bar::stepTo);
        }
    }

    private void tell(Figures figures, PrintWriter out) throws IOException {
        out.printf("%d orders at %d connections%n", figures.orders(), figures.connections());
        out.printf("  accepted        %8.0f orders/s%n", figures.acceptedPerSecond());
        out.printf("  end to end      %8.0f orders/s%n", figures.ordersPerSecond());
        out.printf("  POST to 202     %s%n", millis(figures.acceptMillis()));
        out.printf("  placed to ended %s%n", millis(figures.endToEndMillis()));
        out.println("  CPU-ms per order");
        figures.cpuMsPerOrder().forEach((process, cpu) -> out.printf("    %-22s %6.2f%n", process, cpu));
        double all = figures.cpuMsPerOrder().values().stream()
                .mapToDouble(Double::doubleValue)
                .sum();
        out.printf("    %-22s %6.2f%n", "in all", all);
        if (json) {
            out.println(new ObjectMapper().writeValueAsString(figures));
        }
        out.flush();
    }

    private static String millis(Map<String, Double> percentiles) {
        return percentiles.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> "%s %.1f ms".formatted(entry.getKey(), entry.getValue()))
                .collect(Collectors.joining(", "));
    }
}
