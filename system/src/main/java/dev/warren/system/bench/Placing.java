package dev.warren.system.bench;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpObjectAggregator;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;

/** The orders of one stint. One thread tells when they are due; all else happens on the thread of the connections. */
final class Placing {
    private static final int TOLD_EVERY = 50;
    private static final int LARGEST_ANSWER = 1 << 16;

    private final Subject subject;
    private final Stint stint;
    private final List<byte[]> bodies;
    private final IntConsumer progress;
    private final EventLoop thread;
    private final String keys = UUID.randomUUID().toString();
    private final CompletableFuture<Placed> placed = new CompletableFuture<>();
    private final List<Placed.Order> accepted = new ArrayList<>();
    private final Deque<OrderConnection> idle = new ArrayDeque<>();
    private int waiting;
    private int next;
    private Instant from;
    private long start;

    Placing(Subject subject, Stint stint, List<byte[]> bodies, IntConsumer progress, EventLoop thread) {
        this.subject = subject;
        this.stint = stint;
        this.bodies = bodies;
        this.progress = progress;
        this.thread = thread;
    }

    /**
     * Connects, and blocks until the last order is due.
     *
     * @return completed when the last is accepted, or the first is not
     */
    CompletableFuture<Placed> over(int connections) throws InterruptedException {
        var bootstrap = new Bootstrap()
                .group(thread)
                .channel(NioSocketChannel.class)
                .option(ChannelOption.TCP_NODELAY, true)
                .handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        var connection =
                                new OrderConnection(subject, Placing.this::accepted, placed::completeExceptionally);
                        channel.pipeline()
                                .addLast(new HttpClientCodec(), new HttpObjectAggregator(LARGEST_ANSWER), connection);
                        idle.push(connection);
                    }
                });
        for (int n = 0; n < connections; n++) {
            bootstrap
                    .connect(subject.front().getHost(), subject.front().getPort())
                    .sync();
        }
        from = Instant.now();
        start = System.nanoTime();
        for (int n = 0; n < stint.orders() && !placed.isDone(); n++) {
            waitUntil(stint.pace().due(n, now()));
            thread.execute(this::placeOneMore);
        }
        return placed;
    }

    private void waitUntil(long due) {
        for (long left = due - now(); left > 0; left = due - now()) {
            LockSupport.parkNanos(left);
        }
    }

    private long now() {
        return System.nanoTime() - start;
    }

    private void placeOneMore() {
        waiting++;
        placeWaiting();
    }

    private void placeWaiting() {
        while (waiting > 0 && !idle.isEmpty()) {
            waiting--;
            int n = next++;
            idle.pop()
                    .place(
                            Unpooled.wrappedBuffer(bodies.get(n % bodies.size())),
                            keys + "-" + n,
                            stint.pace().due(n, now()));
        }
    }

    private void accepted(OrderConnection connection, UUID order, long due) {
        accepted.add(new Placed.Order(order, due, now()));
        if (accepted.size() % TOLD_EVERY == 0) {
            progress.accept(accepted.size());
        }
        if (accepted.size() == stint.orders()) {
            placed.complete(new Placed(from, now(), accepted));
        }
        idle.push(connection);
        placeWaiting();
    }
}
