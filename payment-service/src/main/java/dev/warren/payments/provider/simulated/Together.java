package dev.warren.payments.provider.simulated;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/**
 * Does for all who wait by then what each asked for alone, as a database commits in groups: while one lot is under way, the next gathers.
 * Thread-safe.
 *
 * @param <T> what a caller asks for
 * @param <R> what comes of it
 */
final class Together<T, R> {

    private static final int MOST = 500;

    private record Wish<T, R>(T what, CompletableFuture<R> result) {}

    private final BlockingQueue<Wish<T, R>> waiting = new LinkedBlockingQueue<>();
    private final ExecutorService worker = Executors.newSingleThreadExecutor(
            Thread.ofVirtual().name("together").factory());
    private final Function<List<T>, List<R>> work;

    /** @param work a result for each, in the same order; what it throws is the outcome for all of them */
    Together(Function<List<T>, List<R>> work) {
        this.work = work;
    }

    /**
     * Blocks until it is done.
     *
     * @throws ExecutionException with what the work has thrown
     * @throws TimeoutException if it is not done by then; it may be done later all the same
     */
    R ask(T what, Duration atMost) throws InterruptedException, ExecutionException, TimeoutException {
        var mine = new Wish<T, R>(what, new CompletableFuture<>());
        waiting.add(mine);
        worker.execute(this::doAll);
        return mine.result.get(atMost.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Finds nothing to do if an earlier one has done it. */
    private void doAll() {
        var wishes = new ArrayList<Wish<T, R>>();
        if (waiting.drainTo(wishes, MOST) == 0) {
            return;
        }
        try {
            var results = work.apply(wishes.stream().map(Wish::what).toList());
            for (int i = 0; i < wishes.size(); i++) {
                wishes.get(i).result.complete(results.get(i));
            }
        } catch (RuntimeException e) {
            wishes.forEach(wish -> wish.result.completeExceptionally(e));
        }
    }
}
