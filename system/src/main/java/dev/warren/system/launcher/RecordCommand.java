package dev.warren.system.launcher;

import dev.warren.system.recording.Recording;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints what was said about one order, as a fixture holds it. */
@Command(
        name = "record",
        description = "Print every event about an order, from the journal: a CloudEvent in structured mode a line.")
public final class RecordCommand implements Callable<Integer> {

    private static final Duration LIMIT = Duration.ofMinutes(5);

    @Option(names = "--order", paramLabel = "ID", required = true, description = "The order, best once it is settled.")
    private UUID order;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        var events = Recording.of(order, Running.in(Home.here()).administrator(), LIMIT);
        events.forEach(spec.commandLine().getOut()::println);
        return 0;
    }
}
