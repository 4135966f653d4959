package dev.warren.messaging.journal;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.DefaultConsumer;
import com.rabbitmq.client.Envelope;
import com.rabbitmq.client.ShutdownSignalException;
import dev.warren.messaging.topology.Definitions;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** One consumer of the journal on one channel. Takes no more from the broker than so many entries ahead. For one thread. */
final class Consumption implements AutoCloseable {

    private static final String OFFSET = "x-stream-offset";

    /** Longer than the broker takes to say what the last entry is. */
    private static final Duration END_IS_TOLD = Duration.ofSeconds(2);

    private static final int CHUNK = 500;
    private static final Duration CHUNK_IS_READ = Duration.ofMillis(500);
    private static final Duration BREAK = Duration.ofMillis(30);

    private record Arrived(long tag, Entry entry) {}

    private final Channel channel;
    private final int prefetch;
    private final LinkedBlockingQueue<Arrived> arrived = new LinkedBlockingQueue<>();
    private volatile String gone;
    private long lastTag;
    private int taken;

    private Consumption(Channel channel, int prefetch) {
        this.channel = channel;
        this.prefetch = prefetch;
    }

    /** @param argument where to begin, as the broker understands it */
    static Consumption open(Connection connection, Object argument, int prefetch) throws IOException {
        Channel channel = connection.openChannel().orElseThrow(() -> new IOException("no channel left"));
        var opened = new Consumption(channel, prefetch);
        try {
            channel.basicQos(prefetch);
            channel.basicConsume(Definitions.JOURNAL, false, Map.of(OFFSET, argument), opened.consumer());
            return opened;
        } catch (IOException | ShutdownSignalException e) {
            channel.abort();
            throw e;
        }
    }

    /**
     * The last offset there is, or -1 if there is none. Blocks for as long as entries follow upon each other, half a second at the most.
     *
     * @throws IOException if the broker has some and does not tell
     */
    static long end(Connection connection) throws IOException, InterruptedException {
        // The broker begins with the whole chunk that holds the last entry.
        try (var last = open(connection, "last", CHUNK)) {
            long until = System.nanoTime() + CHUNK_IS_READ.toNanos();
            Entry entry = last.next(END_IS_TOLD);
            if (entry == null && last.channel.messageCount(Definitions.JOURNAL) > 0) {
                throw new IOException("the broker has not told the last entry of the journal within "
                        + END_IS_TOLD.toSeconds() + " s");
            }
            long end = -1;
            while (entry != null) {
                end = entry.offset();
                entry = System.nanoTime() < until ? last.next(BREAK) : null;
            }
            return end;
        }
    }

    private DefaultConsumer consumer() {
        return new DefaultConsumer(channel) {
            @Override
            public void handleDelivery(String tag, Envelope envelope, BasicProperties properties, byte[] body) {
                long offset = ((Number) properties.getHeaders().get(OFFSET)).longValue();
                arrived.add(new Arrived(envelope.getDeliveryTag(), new Entry(offset, properties, body)));
            }

            @Override
            public void handleCancel(String tag) {
                gone = "the broker has cancelled the consumer: the stream was deleted or moved";
            }

            @Override
            public void handleShutdownSignal(String tag, ShutdownSignalException cause) {
                gone = cause.getMessage();
            }
        };
    }

    /**
     * Waits for the next entry; null if none comes in time. Whoever asks has finished with those before.
     *
     * @throws IOException if none can come any more
     */
    Entry next(Duration within) throws IOException, InterruptedException {
        if (taken > 0 && (taken >= prefetch / 2 || arrived.isEmpty())) {
            channel.basicAck(lastTag, true);
            taken = 0;
        }
        Arrived next = arrived.poll(within.toMillis(), TimeUnit.MILLISECONDS);
        if (next != null) {
            taken++;
            lastTag = next.tag();
            return next.entry();
        }
        if (gone != null) {
            throw new IOException(gone);
        }
        return null;
    }

    @Override
    public void close() throws IOException {
        channel.abort();
    }
}
