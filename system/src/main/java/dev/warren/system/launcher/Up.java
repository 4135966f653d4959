package dev.warren.system.launcher;

import dev.warren.local.Folders;
import dev.warren.local.LocalException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Starts what does not run yet. When it fails or is interrupted, everything that it has started is stopped again; what ran
 * before is left alone.
 */
@Command(name = "up", description = "Start everything, or what is missing of it, and tell where it is.")
public final class Up implements Callable<Integer> {
    /** As a shell has it after Ctrl-C: 128 and the signal's number. */
    private static final int INTERRUPTED = 130;

    @Option(
            names = "--fresh",
            description = "Delete all local data first. Refused while something runs: ./warren down first.")
    private boolean fresh;

    @Option(names = "--secure", description = "Let the services ask for tokens: ./warren token.")
    private boolean secure;

    @Option(
            names = "--scale",
            paramLabel = "SERVICE=N",
            description =
                    "Have so many instances of a service, for example payment-service=3; further ones take free ports. "
                            + "Adds or removes what is different; may be given for several services. Stays as it is until it is given again.")
    private Map<String, Integer> scale = Map.of();

    private final Home home = Home.here();
    private final Parts parts = Parts.of(home, System.getenv());
    private final StateFile file = StateFile.of(home);
    private final Steps steps = new Steps(System.out);

    @Override
    public Integer call() {
        OneAtATime turn = OneAtATime.in(home);
        try {
            State before = file.read();
            if (fresh) {
                empty(before);
                before = State.NOTHING;
            }
            if (before.equals(State.NOTHING)) {
                before = State.NOTHING.asking(secure);
            } else if (secure && !before.secured()) {
                throw new LocalException(
                        "RUNS_UNSECURED", "what runs was started without --secure: ./warren down first.");
            }
            Scale wanted = Scale.of(before).with(scale);
            before = shrunk(before, wanted);
            List<String> missing = parts.missing(before, wanted);
            if (missing.isEmpty()) {
                System.out.println("Warren runs already.\n" + new UrlTable(home, before));
                return 0;
            }
            if (before.broker() != null) {
                System.out.println("starts what does not run: " + String.join(", ", missing));
            }
            return start(before, wanted);
        } finally {
            turn.close();
        }
    }

    /** Stops the instances that are not wanted any more, gracefully. */
    private State shrunk(State before, Scale wanted) {
        State state = before;
        for (Instance instance : before.instances()) {
            if (instance.number() > wanted.counts().get(instance.service())) {
                if (state.runs(instance)) {
                    State.ServiceRun run = state.run(instance);
                    steps.step(
                            instance.label(),
                            () -> parts.services().stop(run) ? "stopped" : "killed, because it did not end by itself");
                }
                state = state.without(instance);
                file.write(state);
            }
        }
        return state;
    }

    private int start(State before, Scale wanted) {
        Undo undo = Undo.armed(() -> restore(before));
        try {
            State now = new Startup(parts, file, steps, undo, wanted, before).run(fresh);
            undo.keepAll();
            System.out.println("Warren is up.\n" + new UrlTable(home, now));
            return 0;
        } catch (RuntimeException e) {
            if (undo.run()) {
                throw e;
            }
            return INTERRUPTED;
        }
    }

    private void restore(State before) {
        if (before.broker() == null) {
            file.delete();
        } else {
            file.write(before);
        }
    }

    private void empty(State before) {
        if (parts.anythingRuns(before)) {
            throw new LocalException(
                    "STILL_RUNNING", "--fresh deletes the data of what still runs: ./warren down first.");
        }
        file.delete();
        List.of(home.broker(), home.postgres(), home.secrets(), home.logs()).forEach(Folders::delete);
        new ContainerBroker(home).deleteData();
        System.out.println("deleted all local data in " + home.local());
    }
}
