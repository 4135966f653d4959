package dev.warren.system.page;

import static org.awaitility.Awaitility.await;

import dev.warren.system.load.Load;
import dev.warren.system.rig.Rig;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** Customers who place one order after the other, through a connection each, until it is closed. */
final class OrderStream implements AutoCloseable {

    private final ExecutorService customers = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Future<?>> placing = new ArrayList<>();
    private final ConcurrentLinkedDeque<Long> acceptedAt = new ConcurrentLinkedDeque<>();
    private final AtomicInteger next = new AtomicInteger();
    private volatile boolean isOver;

    OrderStream(Rig system, int customers) throws IOException {
        var load = new Load(system.edge("order-service"), system.edge("user-service"));
        List<String> users = load.registerUsers();
        for (int n = 0; n < customers; n++) {
            placing.add(this.customers.submit(() -> {
                while (!isOver) {
                    load.place(next.getAndIncrement(), users);
                    acceptedAt.add(System.nanoTime());
                }
                return null;
            }));
        }
    }

    int accepted() {
        return acceptedAt.size();
    }

    /** What was answered 202 a second, on average over the last seconds. */
    double perSecond(Duration last) {
        long since = System.nanoTime() - last.toNanos();
        return acceptedAt.stream().filter(at -> at - since > 0).count() / (last.toMillis() / 1e3);
    }

    /** Blocks until so many more are accepted. */
    void awaitMore(int orders) {
        int all = accepted() + orders;
        await().until(() -> accepted() >= all);
    }

    /** Blocks until the last is accepted. */
    void stop() throws Exception {
        isOver = true;
        for (var customer : placing) {
            customer.get();
        }
    }

    @Override
    public void close() throws Exception {
        stop();
        customers.close();
    }
}
