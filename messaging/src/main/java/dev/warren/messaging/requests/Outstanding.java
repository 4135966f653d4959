package dev.warren.messaging.requests;

import com.rabbitmq.client.AMQP.BasicProperties;
import dev.warren.messaging.requests.RequestException.Reason;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The requests that await an answer: as many as allowed, each until its deadline. However one ends (answer, failure, deadline, the
 * caller's cancellation), nothing of it stays. Thread-safe; callers' code never runs on the broker's or the timer's thread.
 */
final class Outstanding implements AutoCloseable {

    /** Turns a reply into the answer, or throws what the caller is to see. */
    interface Reader<A> {
        A read(BasicProperties properties, byte[] body);
    }

    /** @param line what the answer can come back on, and nothing else */
    private record Call<A>(CompletableFuture<A> answer, Reader<A> reader, Object line) {

        void settle(BasicProperties properties, byte[] body) {
            try {
                answer.complete(reader.read(properties, body));
            } catch (RuntimeException e) {
                answer.completeExceptionally(e);
            }
        }
    }

    private final Map<String, Call<?>> calls = new ConcurrentHashMap<>();
    private final int most;
    private final Semaphore free;
    private final AtomicLong late = new AtomicLong();
    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(
            1,
            Thread.ofPlatform().name("request-deadlines").daemon().factory(),
            new ThreadPoolExecutor.DiscardPolicy());

    Outstanding(int most) {
        this.most = most;
        this.free = new Semaphore(most);
        timer.setRemoveOnCancelPolicy(true);
        timer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    /**
     * Awaits one more answer.
     *
     * @param what the kind of request, for the texts of its failures
     * @return fails with a {@link RequestException}; cancelled, it is forgotten
     */
    <A> CompletableFuture<A> await(String id, String what, Duration deadline, Object line, Reader<A> reader) {
        if (!free.tryAcquire()) {
            return CompletableFuture.failedFuture(new RequestException(
                    Reason.TOO_MANY,
                    "%s was not asked: %d requests await an answer, and messaging.requests.outstanding allows no more"
                            .formatted(what, most)));
        }
        var answer = new CompletableFuture<A>();
        calls.put(id, new Call<>(answer, reader, line));
        var alarm = timer.schedule(
                () -> fail(
                        id, Reason.TIMED_OUT, "%s was not answered within %d ms".formatted(what, deadline.toMillis())),
                deadline.toMillis(),
                TimeUnit.MILLISECONDS);
        answer.whenComplete((it, failure) -> {
            take(id);
            alarm.cancel(false);
        });
        return answer;
    }

    /** Gives its place back, too: before whoever waits for the answer goes on and asks the next one. */
    private Call<?> take(String id) {
        Call<?> call = id == null ? null : calls.remove(id);
        if (call != null) {
            free.release();
        }
        return call;
    }

    /** Runs something that may block, off the caller's thread. */
    void run(Runnable work) {
        Thread.ofVirtual().start(work);
    }

    void settle(String id, BasicProperties properties, byte[] body) {
        Call<?> call = take(id);
        if (call == null) {
            late.incrementAndGet();
        } else {
            run(() -> call.settle(properties, body));
        }
    }

    void fail(String id, Reason reason, String detail) {
        Call<?> call = take(id);
        if (call != null) {
            run(() -> call.answer().completeExceptionally(new RequestException(reason, detail)));
        }
    }

    /** Fails all whose answer can no longer come. */
    void failAll(Object line, String detail) {
        calls.forEach((id, call) -> {
            if (call.line() == line) {
                fail(id, Reason.BROKER_AWAY, detail);
            }
        });
    }

    int count() {
        return most - free.availablePermits();
    }

    /** Answers that nobody awaited any more: too late, cancelled, or given twice. */
    long late() {
        return late.get();
    }

    /** Fails whatever is left; nothing may be awaited afterwards. */
    @Override
    public void close() {
        timer.shutdown();
        calls.keySet().forEach(id -> fail(id, Reason.BROKER_AWAY, "this service stops"));
    }
}
