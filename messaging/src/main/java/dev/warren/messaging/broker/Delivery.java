package dev.warren.messaging.broker;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Envelope;

/** A message as it was delivered, and the channel on which it is to be acknowledged. */
public record Delivery(Channel channel, Envelope envelope, BasicProperties properties, byte[] body) {

    public long tag() {
        return envelope.getDeliveryTag();
    }
}
