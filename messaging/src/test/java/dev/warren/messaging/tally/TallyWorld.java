package dev.warren.messaging.tally;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.GetResponse;
import dev.warren.local.TestBroker;
import dev.warren.local.TestDatabase;
import dev.warren.local.TestVhost;
import dev.warren.messaging.Participant;
import dev.warren.messaging.Said;
import dev.warren.messaging.events.EventMessages;
import dev.warren.messaging.events.Message;
import dev.warren.messaging.tally.TallyEvent.Asked;
import dev.warren.messaging.tally.TallyService.Surroundings;
import io.opentelemetry.api.trace.SpanContext;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

/** A vhost, a database and somebody who asks. */
final class TallyWorld implements AutoCloseable {

    private static final Participant ASKER = new Participant("asker-service", "asker", Set.of());

    private final TestVhost vhost = TestBroker.freshVhost();
    private final TestDatabase database = TestDatabase.fresh();
    private final EventMessages<TallyEvent> messages = new EventMessages<>(ASKER, TallyEvent.CONTRACT);
    private final AtomicLong sequence = new AtomicLong();
    private final List<JsonNode> said = new ArrayList<>();
    private final Connection connection;
    private final Channel channel;
    final Surroundings surroundings;

    TallyWorld() {
        var broker = vhost.broker();
        surroundings = new Surroundings(
                broker.host(),
                broker.port(),
                vhost.name(),
                broker.admin().user(),
                broker.admin().password(),
                broker.admin().uri().toString(),
                database.jdbcUrl(),
                database.user(),
                database.password());
        broker.admin().importDefinitions(TallyService.definitions(vhost.name()));
        try {
            connection = surroundings.connectionFactory().newConnection("the test");
            channel = connection.createChannel();
            channel.confirmSelect();
        } catch (IOException | TimeoutException e) {
            throw new IllegalStateException(e);
        }
    }

    TallyService service() {
        return new TallyService(surroundings);
    }

    void awaitConsuming(TallyService service) {
        await().atMost(Duration.ofSeconds(20))
                .until(() -> service.runtime.listenerTrouble() == null
                        && service.runtime.databaseTrouble() == null
                        && service.runtime.isPublishing());
    }

    Message asked(UUID tally, int amount) {
        var at = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        return messages.write(
                new Said(new Asked(tally, amount), sequence.incrementAndGet(), at), null, SpanContext.getInvalid());
    }

    void ask(UUID tally, int amount) throws Exception {
        publish(asked(tally, amount));
    }

    void publish(Message message) throws Exception {
        publish(message.exchange(), message.routingKey(), message.properties(), message.body());
    }

    void publish(String exchange, String key, BasicProperties properties, byte[] body) throws Exception {
        channel.basicPublish(exchange, key, true, properties, body);
        channel.waitForConfirmsOrDie(5000);
    }

    /** Takes one message from a queue, or null. */
    GetResponse take(String queue) throws IOException {
        return channel.basicGet(queue, true);
    }

    /** What the witness has heard about a tally so far, in the order of its hearing. */
    List<Long> totals(UUID tally) throws IOException {
        for (var next = take(TallyService.WITNESS.queue()); next != null; next = take(TallyService.WITNESS.queue())) {
            said.add(new ObjectMapper().readTree(next.getBody()));
        }
        return said.stream()
                .filter(event -> event.get("tally").asText().equals(tally.toString()))
                .map(event -> event.get("total").asLong())
                .toList();
    }

    @Override
    public void close() {
        connection.abort();
        vhost.close();
    }
}
