package dev.warren.system.launcher;

import dev.warren.system.demo.Demo;
import dev.warren.system.demo.Demo.Ending;
import dev.warren.system.demo.Telling;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Shows every way an order can go, on the running system. */
@Command(
        name = "demo",
        description = "Place eight orders that end in every way an order can, and tell what happens to them.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:every order ended as announced", "1:one did not"})
public final class DemoCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, TimeoutException {
        var running = Running.in(Home.here());
        var telling = new Telling(spec.commandLine().getOut(), Ansi.AUTO);
        var surroundings = new Demo.Surroundings(
                running.edge(Service.ORDER),
                running.edge(Service.USER),
                running.edge(Service.PAYMENT),
                running.edge(Service.NOTIFICATION),
                running.administrator());
        List<Ending> endings = new Demo(surroundings, telling).run();
        telling.endings(endings);
        spec.commandLine().getOut().println(running.whereToLookNext());
        return endings.stream().allMatch(Ending::asAnnounced) ? 0 : 1;
    }
}
