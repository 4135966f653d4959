package dev.warren.system.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.warren.local.LocalException;
import dev.warren.system.load.Orders;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/**
 * Places orders over a number of connections that are kept alive, all of them on one thread: what the driver uses, the system cannot. An order
 * that is due while every connection waits for an answer leaves late, and its time runs from when it was due.
 */
final class Driver {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Enough that neighbours differ in user, article and amount. */
    private static final int DIFFERENT_ORDERS = 1_000;

    private static final long LONGEST_ANSWER_MINUTES = 10;

    private final Subject subject;
    private final int connections;
    private final List<byte[]> bodies;

    /** @param users whose credit is large enough */
    Driver(Subject subject, int connections, List<String> users) {
        this.subject = subject;
        this.connections = connections;
        this.bodies = IntStream.range(0, DIFFERENT_ORDERS)
                .mapToObj(n -> body(n, users))
                .toList();
    }

    private static byte[] body(int n, List<String> users) {
        try {
            return JSON.writeValueAsBytes(
                    Orders.order(users.get(n % users.size()), "sku-" + n % 97, 1 + n % 3, "9.99", "pm_card_visa"));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an order is always fit for JSON", e);
        }
    }

    /**
     * Blocks until the last order is accepted.
     *
     * @param progress told the number of accepted orders, now and then
     * @throws LocalException {@code ORDER_REFUSED}, {@code NO_ANSWER}
     */
    Placed place(Stint stint, IntConsumer progress) throws InterruptedException {
        EventLoopGroup thread = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
        try {
            var placing = new Placing(subject, stint, bodies, progress, thread.next());
            return placing.over(connections).get(LONGEST_ANSWER_MINUTES, TimeUnit.MINUTES);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof LocalException refused
                    ? refused
                    : noAnswer(e.getCause().toString(), e);
        } catch (TimeoutException e) {
            throw noAnswer("none within " + LONGEST_ANSWER_MINUTES + " min", e);
        } finally {
            thread.shutdownGracefully(0, 1, TimeUnit.SECONDS).sync();
        }
    }

    private LocalException noAnswer(String why, Exception cause) {
        return new LocalException(
                "NO_ANSWER", "an order must be answered by %s: %s".formatted(subject.front(), why), cause);
    }
}
