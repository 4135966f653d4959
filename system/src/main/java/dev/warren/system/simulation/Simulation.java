package dev.warren.system.simulation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;

/**
 * Many worlds, several at a time, each in one thread. The same seed and number of orders give the same worlds, whatever the number
 * of threads.
 */
public final class Simulation {

    /** More say nothing new. */
    private static final int MOST_FAILURES = 20;

    private final Parts parts;

    public Simulation() {
        this(new Parts());
    }

    Simulation(Parts parts) {
        this.parts = parts;
    }

    /**
     * A world that broke an invariant.
     *
     * @param violations in words
     */
    public record Failure(long seed, List<String> violations) {

        /** What lives it again. */
        public String replay() {
            return "./warren simulate --orders 1 --seed " + seed;
        }
    }

    /**
     * @param interleavings orders whose way through their world was like no other's
     * @param failures at most twenty, in the order of the worlds
     * @param violations all of them
     * @param coverage in lines
     */
    public record Outcome(
            long orders,
            long worlds,
            long interleavings,
            long violations,
            List<Failure> failures,
            List<String> coverage) {}

    /**
     * Lives worlds until they have placed so many orders; the last one may place more.
     *
     * @param progress told the number of orders so far, on any thread
     */
    public Outcome run(long orders, long seed, int threads, LongConsumer progress)
            throws InterruptedException, ExecutionException {
        var next = new AtomicLong();
        var begun = new AtomicLong();
        var all = new Total();
        try (var executor = Executors.newFixedThreadPool(threads)) {
            Callable<Void> worker = () -> {
                live(orders, seed, begun, next, all, progress);
                return null;
            };
            var workers = new ArrayList<Future<Void>>();
            for (int i = 0; i < threads; i++) {
                workers.add(executor.submit(worker));
            }
            for (var one : workers) {
                one.get();
            }
        }
        return all.outcome();
    }

    private void live(long orders, long seed, AtomicLong begun, AtomicLong next, Total all, LongConsumer progress) {
        var coverage = new Coverage();
        while (true) {
            long world;
            synchronized (begun) {
                if (begun.get() >= orders) {
                    break;
                }
                world = Seeds.of(seed, next.getAndIncrement());
                begun.addAndGet(Life.orders(world, coverage));
            }
            progress.accept(all.add(Life.of(world, parts, coverage)));
        }
        all.add(coverage);
    }

    /** What the worlds add up to. Thread-safe. */
    private static final class Total {
        private final Distinct ways = new Distinct();
        private final Coverage coverage = new Coverage();
        private final List<Life> failed = new ArrayList<>();
        private long orders;
        private long worlds;
        private long violations;

        synchronized long add(Life life) {
            worlds++;
            orders += life.orders();
            life.ways().forEach(ways::add);
            violations += life.violations().size();
            if (!life.violations().isEmpty() && failed.size() < MOST_FAILURES) {
                failed.add(life);
            }
            return orders;
        }

        synchronized void add(Coverage other) {
            coverage.add(other);
        }

        synchronized Outcome outcome() {
            var failures = failed.stream()
                    .sorted(Comparator.comparingLong(Life::seed))
                    .map(life -> new Failure(
                            life.seed(),
                            life.violations().stream().map(Object::toString).toList()))
                    .toList();
            return new Outcome(orders, worlds, ways.size(), violations, failures, coverage.lines());
        }
    }
}
