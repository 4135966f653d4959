package dev.warren.system.launcher;

import dev.warren.local.EventSource;
import dev.warren.local.EventSource.Event;
import dev.warren.local.LocalException;
import java.io.PrintWriter;
import java.time.ZoneId;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows events as they flow, until it is interrupted; goes on where it was when the system restarts. */
@Command(
        name = "watch",
        description = "Show the events of the running system as they flow, each service in its lane; Ctrl-C ends it.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"1:nothing runs, or the feed was refused", "130:ended by Ctrl-C"})
public final class WatchCommand implements Callable<Integer> {

    @Option(names = "--order", paramLabel = "ID", description = "Only the events of this order.")
    private UUID order;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        var lanes = new Lanes(Ansi.AUTO, ZoneId.systemDefault());
        try (EventSource feed = Running.partlyIn(Home.here())
                .events(order == null ? "" : "?order=" + order, new Screen(lanes, out, err))) {
            feed.open(null).ended().join();
            return 0;
        } catch (CompletionException e) {
            throw e.getCause() instanceof LocalException refused ? refused : e;
        }
    }

    /** Writes each event on a line, and what happens to the feed where errors go. */
    private record Screen(Lanes lanes, PrintWriter out, PrintWriter err, boolean[] isOpen)
            implements EventSource.Listener {

        Screen(Lanes lanes, PrintWriter out, PrintWriter err) {
            this(lanes, out, err, new boolean[1]);
        }

        @Override
        public void opened() {
            isOpen[0] = true;
        }

        @Override
        public void event(Event event) {
            if (event.type().contains(".")) {
                out.println(lanes.line(event.data()));
                out.flush();
            } else if (event.type().equals("reset")) {
                err.println("what came next is not kept any more: this begins with the first event that is");
                err.flush();
            }
        }

        @Override
        public void interrupted(String why) {
            if (isOpen[0]) {
                err.println("the feed has broken off (" + why + "): trying on");
                err.flush();
            }
            isOpen[0] = false;
        }
    }
}
