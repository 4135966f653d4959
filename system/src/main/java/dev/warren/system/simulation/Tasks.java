package dev.warren.system.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.TimeUnit;

/** Threads of a process that get their turn when chance says so. */
final class Tasks extends AbstractExecutorService {

    private final List<Runnable> waiting = new ArrayList<>();
    private boolean shutdown;

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    void runOne(Chance chance) {
        waiting.remove(chance.below(waiting.size())).run();
    }

    @Override
    public void execute(Runnable task) {
        waiting.add(task);
    }

    @Override
    public void shutdown() {
        shutdown = true;
    }

    @Override
    public List<Runnable> shutdownNow() {
        shutdown();
        return List.copyOf(waiting);
    }

    @Override
    public boolean isShutdown() {
        return shutdown;
    }

    @Override
    public boolean isTerminated() {
        return shutdown;
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) {
        return true;
    }
}
