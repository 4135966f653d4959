package dev.warren.system.launcher;

import dev.warren.system.check.Checker;
import dev.warren.system.check.Evidence;
import dev.warren.system.check.Limits;
import dev.warren.system.check.Violation;
import dev.warren.system.check.collect.Collector;
import dev.warren.system.check.collect.Interference;
import dev.warren.system.check.collect.Quiescence;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Checks the running system's books against each other. Writes nothing. */
@Command(
        name = "check",
        description =
                "Wait until nothing is under way, then check that orders, credit, money, messages and notifications agree.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:everything that can be told holds", "1:something does not"})
public final class CheckCommand implements Callable<Integer> {

    @Option(
            names = "--within",
            paramLabel = "SECONDS",
            defaultValue = "120",
            description = "How long it may take to come to rest (default: ${DEFAULT-VALUE}).")
    private int seconds;

    @Option(
            names = "--quiet-for",
            paramLabel = "SECONDS",
            defaultValue = "10",
            description = "How long it must rest; the broker's figures are up to 5 s old (default: ${DEFAULT-VALUE}).")
    private int interval;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        var system = Running.in(Home.here()).live();
        List<Violation> violations = new ArrayList<>(
                new Quiescence(system, Duration.ofSeconds(interval)).await(Duration.ofSeconds(seconds)));
        Evidence evidence = new Collector(system, Limits.DEFAULT, Interference.NONE)
                .collect(Optional.empty(), Optional.empty())
                // Our own sink forgets its mails when it stops, and the databases do not.
                .withoutMailroom();
        violations.addAll(Checker.check(evidence));
        PrintWriter out = spec.commandLine().getOut();
        Checker.unknown(evidence)
                .forEach((invariant, lacks) -> out.println("%s cannot be told, or not wholly, without %s: %s"
                        .formatted(invariant, lacks, invariant.text())));
        violations.forEach(out::println);
        out.println(
                "orders %d, violations %d".formatted(evidence.books().orders().size(), violations.size()));
        return violations.isEmpty() ? 0 : 1;
    }
}
