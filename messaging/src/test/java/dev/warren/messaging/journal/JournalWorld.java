package dev.warren.messaging.journal;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import dev.warren.local.TestBroker;
import dev.warren.local.TestVhost;
import dev.warren.messaging.broker.Link;
import dev.warren.messaging.topology.Definitions;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeoutException;
import java.util.stream.LongStream;

/** A journal on the real broker, somebody who writes it, and readers that note what they are given. */
final class JournalWorld implements AutoCloseable {

    private static final int PREFETCH = 10;

    private final TestVhost vhost = TestBroker.freshVhost();
    private final ConnectionFactory factory = new ConnectionFactory();
    private final List<JournalReader> readers = new ArrayList<>();
    private final List<Connection> read = new CopyOnWriteArrayList<>();
    private final Silence silence = new Silence();
    private final Connection connection;
    private final Channel channel;

    /** @param arguments of the stream, besides its type */
    JournalWorld(Map<String, Object> arguments) throws IOException, TimeoutException {
        factory.setHost(vhost.host());
        factory.setPort(vhost.port());
        factory.setVirtualHost(vhost.name());
        factory.setUsername(vhost.user());
        factory.setPassword(vhost.password());
        factory.setAutomaticRecoveryEnabled(false);
        connection = factory.newConnection("the test");
        channel = connection.createChannel();
        channel.confirmSelect();
        declare(arguments);
        factory.setSocketFactory(silence);
    }

    private void declare(Map<String, Object> arguments) throws IOException {
        var all = new HashMap<>(arguments);
        all.put("x-queue-type", "stream");
        channel.queueDeclare(Definitions.JOURNAL, true, false, false, all);
    }

    /** Deletes it and makes it again. */
    void makeAnew() throws IOException {
        channel.queueDelete(Definitions.JOURNAL);
        declare(Map.of());
    }

    /** Messages with these ids; returns once the broker has them. */
    void write(Object... ids) {
        write(new byte[0], ids);
    }

    void write(byte[] body, Object... ids) {
        try {
            for (Object id : ids) {
                var properties = new BasicProperties.Builder()
                        .messageId(id.toString())
                        .timestamp(new Date())
                        .build();
                channel.basicPublish("", Definitions.JOURNAL, properties, body);
            }
            channel.waitForConfirmsOrDie(10_000);
        } catch (IOException | InterruptedException | TimeoutException e) {
            throw new AssertionError(e);
        }
    }

    /** As {@link #write}, of numbers. */
    void writeNumbers(long from, long to) {
        write(LongStream.rangeClosed(from, to).boxed().toArray());
    }

    /** From now on readers' connections are open and silent. */
    void fallSilent() {
        silence.after(0);
    }

    /** As {@link #fallSilent}, once a connection that is opened from now on has brought so many bytes. */
    void fallSilentAfter(long bytes) {
        silence.after(bytes);
    }

    void goOn() {
        silence.after(Long.MAX_VALUE);
    }

    /** Cuts every reader's connection. */
    void cut() {
        read.forEach(it -> it.abort(0));
    }

    Notes reader(Start start) {
        return reader(start, new Notes());
    }

    Notes reader(Start start, Notes notes) {
        Link link = new Link("a reader", name -> {
            Connection opened = factory.newConnection(name);
            read.add(opened);
            return opened;
        });
        notes.reader = new JournalReader(link, start, PREFETCH, notes).start();
        readers.add(notes.reader);
        return notes;
    }

    /** What a reader is given: ids, and {@code gap} and {@code caught up} among them. */
    static class Notes implements Receiver {

        final List<String> given = new CopyOnWriteArrayList<>();
        final List<Entry> entries = new CopyOnWriteArrayList<>();
        volatile JournalReader reader;

        @Override
        public void accept(Entry entry) throws InterruptedException {
            entries.add(entry);
            given.add(entry.properties().getMessageId());
        }

        @Override
        public void caughtUp() {
            given.add("caught up");
        }

        @Override
        public void gap() {
            given.add("gap");
        }

        void await(Object... expected) {
            var texts = java.util.Arrays.stream(expected).map(Object::toString).toList();
            org.awaitility.Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .untilAsserted(() ->
                            org.assertj.core.api.Assertions.assertThat(given).containsExactlyElementsOf(texts));
        }

        /** Ids without the rest. */
        List<String> ids() {
            return entries.stream()
                    .map(entry -> entry.properties().getMessageId())
                    .toList();
        }
    }

    @Override
    public void close() {
        readers.forEach(JournalReader::close);
        connection.abort();
        vhost.close();
    }
}
