package dev.warren.system.launcher;

import com.rabbitmq.client.ConnectionFactory;
import dev.warren.events.Catalogue;
import dev.warren.events.EventType;
import dev.warren.local.LocalException;
import dev.warren.messaging.Participant;
import dev.warren.system.replay.FileSource;
import dev.warren.system.replay.JournalSource;
import dev.warren.system.replay.Replay;
import dev.warren.system.replay.Selection;
import dev.warren.system.replay.Survey;
import dev.warren.system.replay.Target;
import dev.warren.system.topology.SystemTopology;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import me.tongfei.progressbar.ProgressBar;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Tells a service again what was said. */
@Command(
        name = "replay",
        description =
                "Tell the queue of a service again what was said, from the journal or from a file. It is marked as history: nobody"
                        + " is charged or mailed because of it, and only a service that learns from history is changed by it.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:all was told and taken, or could be, with --dry-run",
            "1:refused because it would do harm, or given up",
            "2:not asked for in a way that it understands"
        })
public final class ReplayCommand implements Callable<Integer> {

    @ArgGroup(multiplicity = "1")
    private What what;

    /** One of them. */
    static final class What {
        @Parameters(paramLabel = "FILE", description = "CloudEvents in structured form, one a line.")
        private Path file;

        @Option(
                names = "--from",
                paramLabel = "TIME",
                description = "From the journal, what was said since then, for example 2026-11-21T18:00:00Z.")
        private Instant from;
    }

    @Option(names = "--to", paramLabel = "TIME", description = "What was said until then (default: now).")
    private Instant to;

    @Option(
            names = "--types",
            split = ",",
            paramLabel = "TYPE",
            description = "Only events of these types (default: all that the service hears).")
    private Set<String> types = Set.of();

    @Option(names = "--order", paramLabel = "ID", description = "Only what belongs to this order.")
    private UUID order;

    @Option(names = "--to-queue", paramLabel = "QUEUE", description = "Whom to tell, for example order-service.events.")
    private String queue;

    @Option(names = "--dry-run", description = "Tell what would be told, and whether it would be refused.")
    private boolean dryRun;

    @Option(
            names = "--missed",
            description =
                    "It never reached the queue: have what was not handled yet handled in full, effects included.")
    private boolean missed;

    @Option(names = "--force", description = "Although it may do harm: that is said to be known better.")
    private boolean force;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, TimeoutException, InterruptedException {
        if (queue == null && !dryRun) {
            throw new ParameterException(spec.commandLine(), "say whom to tell: --to-queue QUEUE, or --dry-run");
        }
        ConnectionFactory administrator = Running.partlyIn(Home.here()).administrator();
        Instant from = what.file == null ? what.from : Instant.EPOCH;
        Instant until = to == null ? Instant.now() : to;
        if (!from.isBefore(until)) {
            throw new LocalException("BAD_OPTION", "--to %s must be after --from %s".formatted(until, from));
        }
        var source = what.file == null ? new JournalSource(administrator, from) : new FileSource(what.file);
        var selection =
                new Selection(from, until, types, Optional.ofNullable(order).map(UUID::toString));
        var replay = new Replay(administrator, source, selection, target());
        PrintWriter out = spec.commandLine().getOut();
        Survey survey = replay.survey();
        if (dryRun) {
            tell(survey, out);
        }
        var harm = queue == null
                ? Set.<LocalException>of()
                : Set.copyOf(replay.harm(survey, SystemTopology.personal(), force));
        harm.forEach(reason -> out.println(reason.getMessage()));
        if (dryRun || !harm.isEmpty()) {
            out.printf("%d of %d read would be told, none was%n", survey.wanted(), survey.read());
            return harm.isEmpty() ? 0 : 1;
        }
        if (!target().canLearn()) {
            out.printf("%s learns nothing from history: with --missed it handles what it has not handled%n", queue);
        }
        Replay.Outcome outcome;
        try (var bar = new ProgressBar("replay", survey.wanted())) {
            outcome = replay.tell(bar::stepTo);
            bar.stepTo(outcome.told());
        }
        out.printf(
                "run %s: told %d of %d read to %s in %.1f s, %.0f/s%n",
                outcome.run(),
                outcome.told(),
                survey.read(),
                queue,
                outcome.took().toMillis() / 1000.0,
                outcome.perSecond());
        return 0;
    }

    private Target target() {
        var everything = Catalogue.types().stream().map(EventType::name).collect(Collectors.toSet());
        return queue == null
                ? new Target(new Participant("anybody", "anything", everything), missed)
                : Target.queue(queue, SystemTopology.PARTICIPANTS, missed);
    }

    private static void tell(Survey survey, PrintWriter out) {
        survey.heard().forEach((type, count) -> out.printf("%8d  %s%n", count.get(), type));
        survey.notHeard()
                .forEach((type, count) -> out.printf("%8d  %s (not heard there, left out)%n", count.get(), type));
    }
}
