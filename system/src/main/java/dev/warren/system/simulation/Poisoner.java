package dev.warren.system.simulation;

import com.rabbitmq.client.AMQP.BasicProperties;
import dev.warren.messaging.events.Message;
import dev.warren.system.check.Traffic.Poison;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Puts messages into queues that nobody can handle. */
final class Poisoner {

    private static final byte[] GARBAGE = "{\"orderId\":".getBytes(StandardCharsets.UTF_8);

    private final World world;
    private final List<Poison> poison = new ArrayList<>();

    Poisoner(World world) {
        this.world = world;
    }

    List<Poison> poison() {
        return List.copyOf(poison);
    }

    void poisonSomebody() {
        var queues = world.broker().queues();
        var queue = queues.get(world.chance().below(queues.size()));
        String type = queue.owner.hears().stream().sorted().findFirst().orElseThrow();
        var id = world.newId();
        var properties = new BasicProperties.Builder().messageId(id.toString()).type(type);
        if (world.chance().below(2) == 1) {
            properties
                    .contentType("application/json")
                    .headers(Map.of(
                            "cloudEvents:specversion", "1.0",
                            "cloudEvents:id", id.toString(),
                            "cloudEvents:source", "/nobody",
                            "cloudEvents:type", type,
                            "cloudEvents:sequence", "1"));
        }
        poison.add(new Poison(queue.owner.name(), id.toString()));
        queue.add(new Message(id, queue.owner.ownExchange(), queue.owner.queue(), properties.build(), GARBAGE));
    }
}
