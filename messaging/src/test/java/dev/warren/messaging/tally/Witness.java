package dev.warren.messaging.tally;

import com.fasterxml.jackson.databind.JsonNode;
import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.GetResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Remembers everything that the tallies have said. */
final class Witness {

    /** One message as it was heard. */
    record Heard(String id, UUID tally, long total, long sequence, BasicProperties properties) {

        String header(String name) {
            return String.valueOf(properties.getHeaders().get(name));
        }
    }

    private final List<Heard> heard = new ArrayList<>();
    private final TallyWorld world;

    Witness(TallyWorld world) {
        this.world = world;
    }

    /** What was said about a tally so far, in the order of hearing, duplicates included. */
    synchronized List<Heard> about(UUID tally) {
        listen();
        return heard.stream().filter(h -> h.tally().equals(tally)).toList();
    }

    synchronized int heard() {
        listen();
        return heard.size();
    }

    private void listen() {
        String queue = TallyService.WITNESS.queue();
        for (var next = world.wire.take(queue); next != null; next = world.wire.take(queue)) {
            heard.add(read(next));
        }
    }

    private static Heard read(GetResponse message) {
        try {
            JsonNode body = TallyEvent.JSON.readTree(message.getBody());
            var properties = message.getProps();
            return new Heard(
                    properties.getMessageId(),
                    UUID.fromString(body.get("tally").asText()),
                    body.get("total").asLong(),
                    Long.parseLong(String.valueOf(properties.getHeaders().get("cloudEvents:sequence"))),
                    properties);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
