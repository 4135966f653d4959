package dev.warren.messaging.events;

import com.rabbitmq.client.AMQP.BasicProperties;
import java.util.UUID;

/**
 * A message ready to be published.
 *
 * @param id the key of its outbox row
 */
public record Message(UUID id, String exchange, String routingKey, BasicProperties properties, byte[] body) {}
