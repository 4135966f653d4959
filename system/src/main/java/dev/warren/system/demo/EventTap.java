package dev.warren.system.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.DefaultConsumer;
import com.rabbitmq.client.Envelope;
import dev.warren.messaging.Participant;
import dev.warren.system.topology.SystemTopology;
import java.io.IOException;
import java.time.Instant;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** Overhears every event from a queue of its own that vanishes with the connection. */
public final class EventTap implements AutoCloseable {

    /**
     * An event as it went by.
     *
     * @param order the id of the order it belongs to, or null
     */
    public record Overheard(String type, String order, Instant at, JsonNode data) {}

    private final Connection connection;

    /**
     * Starts to listen.
     *
     * @param listener takes each event, on the connection's thread
     */
    public EventTap(ConnectionFactory factory, Consumer<Overheard> listener) throws IOException, TimeoutException {
        connection = factory.newConnection("event tap");
        Channel channel = connection.createChannel();
        String queue = channel.queueDeclare().getQueue();
        for (Participant participant : SystemTopology.PARTICIPANTS) {
            channel.queueBind(queue, participant.exchange(), "#");
        }
        var json = new ObjectMapper();
        channel.basicConsume(queue, true, new DefaultConsumer(channel) {
            @Override
            public void handleDelivery(String tag, Envelope envelope, BasicProperties properties, byte[] body)
                    throws IOException {
                var at = Instant.parse(
                        properties.getHeaders().get("cloudEvents:time").toString());
                listener.accept(
                        new Overheard(properties.getType(), properties.getCorrelationId(), at, json.readTree(body)));
            }
        });
    }

    @Override
    public void close() {
        connection.abort();
    }
}
