package dev.warren.system.launcher;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import picocli.CommandLine.Command;

/** Stops what {@code up} has started and nothing else: the services together, then the mail sink, the database, the broker. */
@Command(name = "down", description = "Stop what up has started, and nothing else.")
public final class Down implements Callable<Integer> {
    private final Home home = Home.here();
    private final Parts parts = Parts.of(home, System.getenv());
    private final StateFile file = StateFile.of(home);
    private final Steps steps = new Steps(System.out);

    @Override
    public Integer call() {
        OneAtATime turn = OneAtATime.in(home);
        try {
            State state = file.read();
            if (!parts.anythingRuns(state)) {
                file.delete();
                System.out.println("Nothing runs here.");
                return 0;
            }
            stopServices(state);
            if (state.mail() != null && parts.mail().isRunning(state.mail())) {
                stop("mail sink", () -> parts.mail().stop(state.mail()));
            }
            if (parts.database().isOursRunning()) {
                stop("database", parts.database()::stop);
            }
            if (parts.broker().isOursRunning()) {
                stop("broker", parts.broker()::stop);
            } else if (state.broker() != null && !state.broker().isOurs()) {
                System.out.println("  the broker was there before and stays");
            }
            file.delete();
            System.out.println("Warren is down.");
            return 0;
        } finally {
            turn.close();
        }
    }

    private void stopServices(State state) {
        List<Instance> running = state.instances().stream().filter(state::runs).toList();
        if (!running.isEmpty()) {
            steps.step("services", () -> {
                List<String> killed = stopTogether(running, state);
                return killed.isEmpty()
                        ? "stopped"
                        : "stopped; killed because they did not end: " + String.join(", ", killed);
            });
        }
    }

    private List<String> stopTogether(List<Instance> running, State state) {
        List<String> killed = Collections.synchronizedList(new ArrayList<>());
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Instance instance : running) {
                threads.execute(() -> {
                    if (!parts.services().stop(state.run(instance))) {
                        killed.add(instance.label());
                    }
                });
            }
        }
        return killed;
    }

    private void stop(String label, BooleanSupplier stop) {
        steps.step(label, () -> stop.getAsBoolean() ? "stopped" : "killed, because it did not end by itself");
    }
}
