package dev.warren.system.chaos;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.DefaultConsumer;
import com.rabbitmq.client.Delivery;
import com.rabbitmq.client.Envelope;
import dev.warren.messaging.topology.Definitions;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** The stream of all events but the personal ones, as an administrator reads it. */
final class Journal {
    private static final int PREFETCH = 500;
    private static final Duration SILENCE = Duration.ofSeconds(1);

    private Journal() {}

    /** What was said from that moment on, and some from before. Returns when the present is reached, or a second of silence. */
    static List<Delivery> since(Channel channel, Instant from) throws IOException, InterruptedException {
        var queue = new LinkedBlockingQueue<Delivery>();
        long present = System.currentTimeMillis();
        channel.basicQos(PREFETCH);
        String tag = channel.basicConsume(
                Definitions.JOURNAL, false, Map.of("x-stream-offset", Date.from(from)), new DefaultConsumer(channel) {
                    @Override
                    public void handleDelivery(
                            String consumer, Envelope envelope, BasicProperties properties, byte[] body) {
                        queue.add(new Delivery(envelope, properties, body));
                    }
                });
        var events = new ArrayList<Delivery>();
        for (Delivery event = next(queue); event != null; event = next(queue)) {
            channel.basicAck(event.getEnvelope().getDeliveryTag(), false);
            events.add(event);
            if (event.getProperties().getTimestamp().getTime() > present) {
                break;
            }
        }
        channel.basicCancel(tag);
        return events;
    }

    private static Delivery next(LinkedBlockingQueue<Delivery> queue) throws InterruptedException {
        return queue.poll(SILENCE.toMillis(), TimeUnit.MILLISECONDS);
    }
}
