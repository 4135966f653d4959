package dev.warren.messaging.tally;

import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.GetResponse;
import com.rabbitmq.client.ShutdownSignalException;
import dev.warren.messaging.events.Message;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeoutException;

/** The test's own connection to the broker, opened again as often as the test has it cut. */
final class Wire implements AutoCloseable {

    private final Surroundings surroundings;
    private Connection connection;
    private Channel channel;

    Wire(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /** Publishes until the broker has confirmed it, over as many connections as that takes. */
    synchronized void publish(String exchange, String key, BasicProperties properties, byte[] body) {
        await().atMost(Duration.ofSeconds(60)).pollDelay(Duration.ZERO).until(() -> {
            try {
                channel().basicPublish(exchange, key, true, properties, body);
                channel().waitForConfirmsOrDie(5000);
                return true;
            } catch (IOException | TimeoutException | ShutdownSignalException e) {
                disconnect();
                return false;
            }
        });
    }

    /** Publishes all before it waits for a confirm: what comes together is one chunk of a stream. */
    synchronized void publishTogether(List<Message> messages)
            throws IOException, TimeoutException, InterruptedException {
        for (Message message : messages) {
            channel()
                    .basicPublish(message.exchange(), message.routingKey(), true, message.properties(), message.body());
        }
        channel().waitForConfirmsOrDie(30_000);
    }

    /** Takes one message from a queue, or null. */
    synchronized GetResponse take(String queue) {
        try {
            return channel().basicGet(queue, true);
        } catch (IOException | TimeoutException | ShutdownSignalException e) {
            disconnect();
            return null;
        }
    }

    List<GetResponse> takeAll(String queue) {
        var all = new ArrayList<GetResponse>();
        for (var next = take(queue); next != null; next = take(queue)) {
            all.add(next);
        }
        return all;
    }

    int consumers(String queue) throws IOException, TimeoutException {
        return channel().queueDeclarePassive(queue).getConsumerCount();
    }

    /** Messages that no consumer was given yet. */
    int ready(String queue) throws IOException, TimeoutException {
        return channel().queueDeclarePassive(queue).getMessageCount();
    }

    /** Takes the message of a queue and gives it back, as a consumer does that dies, so many times. */
    void giveBack(String queue, int times) throws IOException, TimeoutException {
        for (int i = 0; i < times; i++) {
            GetResponse taken = await().until(() -> channel().basicGet(queue, false), Objects::nonNull);
            channel().basicNack(taken.getEnvelope().getDeliveryTag(), false, true);
        }
    }

    private Channel channel() throws IOException, TimeoutException {
        if (channel == null || !channel.isOpen()) {
            disconnect();
            connection = surroundings.connectionFactory().newConnection("the test");
            channel = connection.createChannel();
            channel.confirmSelect();
        }
        return channel;
    }

    private void disconnect() {
        if (connection != null) {
            connection.abort(1000);
        }
        channel = null;
    }

    @Override
    public void close() {
        disconnect();
    }
}
