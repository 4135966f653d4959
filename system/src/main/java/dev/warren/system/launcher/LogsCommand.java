package dev.warren.system.launcher;

import dev.warren.local.Await;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows what the services have logged, as one log. */
@Command(
        name = "logs",
        description = "Show the logs of the services in the order of time, each in its colour.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"1:there is no log, or no such service", "130:ended by Ctrl-C"})
public final class LogsCommand implements Callable<Integer> {

    private static final Duration LOOK = Duration.ofMillis(200);
    private static final Duration LONG = Duration.ofDays(1);

    @Parameters(
            arity = "0..1",
            paramLabel = "SERVICE",
            description = "Only this service, such as order-service, or one instance of it, such as payment-service-2.")
    private String service;

    @Option(names = "--order", paramLabel = "ID", description = "Only what mentions this order.")
    private UUID order;

    @Option(
            names = {"-f", "--follow"},
            description = "Go on with what is logged from now on, until Ctrl-C.")
    private boolean follow;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        try (Logs logs = Logs.in(Home.here().logs(), service)) {
            boolean isRead = print(logs);
            while (follow && isRead) {
                Await.until(LONG, LOOK, logs::hasNext);
                isRead = print(logs);
            }
            return 0;
        }
    }

    /** What there is now; false when whoever reads it, such as {@code head}, has gone. */
    private boolean print(Logs logs) {
        PrintWriter out = spec.commandLine().getOut();
        for (Optional<LogLine> line = logs.next(); line.isPresent(); line = logs.next()) {
            if (order == null || line.get().isAbout(order.toString())) {
                out.println(shown(line.get(), Ansi.AUTO));
            }
            if (out.checkError()) {
                return false;
            }
        }
        return true;
    }

    /** A stack trace must not control the terminal, whatever is in its messages. */
    static String shown(LogLine line, Ansi ansi) {
        var colour = Instance.of(line.instance()).orElseThrow().service().colour();
        return "%s  %s"
                .formatted(
                        ansi.string("@|%s %-20s|@".formatted(colour, line.instance())),
                        line.text().replaceAll("[\\p{Cntrl}&&[^\\t]]", "?"));
    }
}
