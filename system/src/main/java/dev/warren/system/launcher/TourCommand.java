package dev.warren.system.launcher;

import dev.warren.system.load.Edge;
import dev.warren.system.tour.Damage;
import dev.warren.system.tour.Guide;
import dev.warren.system.tour.Tour;
import java.io.Console;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Break it, watch it, repair it, on the running system. */
@Command(
        name = "tour",
        description =
                "Break the running system step by step, watch what happens, and repair it. The live page shows the same tour.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:everything was seen and the books balance", "1:something was not"})
public final class TourCommand implements Callable<Integer> {

    @Option(
            names = "--damage",
            description = "Only damage three messages about cancelled orders, for the tour on the page.")
    private boolean damageOnly;

    @Option(names = "--user", paramLabel = "ID", description = "Whose orders --damage is about; otherwise anybody's.")
    private UUID user;

    @Option(names = "--no-pause", description = "Go on without waiting for Enter.")
    private boolean withoutPause;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, TimeoutException {
        PrintWriter out = spec.commandLine().getOut();
        var running = Running.in(Home.here());
        Edge door = running.edge(Service.ORDER);
        if (damageOnly) {
            int damaged = new Damage(running.administrator()).ofNewest(door, Optional.ofNullable(user));
            out.printf("%d damaged messages are on their way to user-service%n", damaged);
            return 0;
        }
        var tour = new Tour(door, running.administrator(), new Terminal(out, Ansi.AUTO, console()));
        var atInterrupt = new Thread(() -> mend(tour), "tour-at-interrupt");
        Runtime.getRuntime().addShutdownHook(atInterrupt);
        tour.run();
        Runtime.getRuntime().removeShutdownHook(atInterrupt);
        return 0;
    }

    /** Whoever presses Ctrl-C in the middle shall not keep a provider that is away. */
    private void mend(Tour tour) {
        try {
            tour.mendProvider();
        } catch (IOException | IllegalStateException e) {
            spec.commandLine().getErr().println("the provider may still be away: " + e.getMessage());
        }
    }

    private Console console() {
        return withoutPause ? null : System.console();
    }

    /** @param console null if nobody is there to press Enter */
    private record Terminal(PrintWriter out, Ansi ansi, Console console) implements Guide {

        @Override
        public void begins(int number, String title, String text) {
            if (number > 1 && console != null) {
                console.readLine("   Enter to go on … ");
            }
            out.println();
            out.println(ansi.string("@|bold %d  %s|@".formatted(number, title)));
            out.println("   " + text);
            out.flush();
        }

        @Override
        public void sees(String what) {
            out.println(ansi.string("   @|green ✓|@ ") + what);
            out.flush();
        }
    }
}
