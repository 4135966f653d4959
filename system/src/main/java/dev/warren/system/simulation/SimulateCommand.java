package dev.warren.system.simulation;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import me.tongfei.progressbar.ProgressBar;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Lives simulated worlds and checks each; exits with 1 if an invariant was broken. */
@Command(
        name = "simulate",
        description = "Let everything go wrong in simulated worlds, and check what became of the orders.")
public final class SimulateCommand implements Callable<Integer> {

    @Option(names = "--orders", defaultValue = "20000", description = "How many orders (default: ${DEFAULT-VALUE}).")
    private long orders;

    @Option(names = "--seed", description = "Lives the same worlds again (default: another each time).")
    private Long seed;

    @Option(names = "--threads", description = "Worlds at a time (default: one for each processor).")
    private Integer threads;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException, ExecutionException {
        // Whatever goes wrong in there is meant to.
        ((Logger) LoggerFactory.getLogger("dev.warren")).setLevel(Level.OFF);
        long chosen = seed == null ? System.nanoTime() & Integer.MAX_VALUE : seed;
        int several = threads == null ? Runtime.getRuntime().availableProcessors() : threads;
        Simulation.Outcome outcome;
        try (var bar = new ProgressBar("simulating", orders)) {
            outcome = new Simulation().run(orders, chosen, several, bar::stepTo);
        }
        tell(outcome, chosen, spec.commandLine().getOut());
        return outcome.violations() == 0 ? 0 : 1;
    }

    private static void tell(Simulation.Outcome outcome, long seed, PrintWriter out) {
        for (var failure : outcome.failures()) {
            failure.violations().forEach(out::println);
            out.println(failure.replay());
        }
        outcome.coverage().forEach(out::println);
        out.printf(
                "orders %d, interleavings %d, violations %d, seed %d%n",
                outcome.orders(), outcome.interleavings(), outcome.violations(), seed);
        out.flush();
    }
}
