package dev.warren.system.check.collect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.CancelCallback;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Delivery;
import dev.warren.events.Catalogue;
import dev.warren.events.EventType;
import dev.warren.local.Await;
import dev.warren.local.LocalException;
import dev.warren.local.RabbitAdmin;
import dev.warren.messaging.topology.Definitions;
import dev.warren.system.check.Amount;
import dev.warren.system.check.Traffic.Event;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

/** Every event that was ever said, personal ones excepted: the journal from its first message to its last. */
final class Journal {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration LONGEST = Duration.ofMinutes(5);
    private static final int PREFETCH = 1_000;

    private Journal() {}

    /**
     * Reads it all; blocks as long as that takes. What is no readable event is left out: nobody could have handled it.
     *
     * @throws LocalException {@code JOURNAL_UNREADABLE} if it cannot be read, or not from its beginning
     */
    static List<Event> read(LiveSystem system) {
        try (var connection = system.administrator().newConnection("checker");
                var channel = connection.createChannel()) {
            return read(channel, length(system));
        } catch (IOException | TimeoutException e) {
            throw new LocalException("JOURNAL_UNREADABLE", "the journal cannot be read: " + e, e);
        }
    }

    private static long length(LiveSystem system) {
        String path = "queues/%s/%s".formatted(RabbitAdmin.encoded(system.vhost()), Definitions.JOURNAL);
        return system.admin().get(path).path("messages").asLong();
    }

    private static List<Event> read(Channel channel, long length) throws IOException {
        var events = new LinkedHashMap<UUID, Event>();
        var first = new AtomicLong(-1);
        var next = new AtomicLong();
        channel.basicQos(PREFETCH);
        channel.basicConsume(
                Definitions.JOURNAL,
                false,
                Map.of("x-stream-offset", "first"),
                (tag, delivery) -> {
                    long offset = (Long) delivery.getProperties().getHeaders().get("x-stream-offset");
                    first.compareAndSet(-1, offset);
                    // A relay that is not sure says it again; the first time counts.
                    event(delivery).ifPresent(event -> events.putIfAbsent(event.id(), event));
                    channel.basicAck(delivery.getEnvelope().getDeliveryTag(), false);
                    next.set(offset + 1);
                },
                (CancelCallback) tag -> {});
        boolean complete = Await.until(LONGEST, () -> next.get() - Math.max(0, first.get()) >= length);
        if (!complete || first.get() > 0) {
            throw new LocalException(
                    "JOURNAL_UNREADABLE",
                    "the journal has %d messages, but %d were read within %s, from offset %d on: the checker needs all from offset 0"
                            .formatted(length, next.get(), LONGEST, first.get()));
        }
        return new ArrayList<>(events.values());
    }

    /** Empty if it is none that anybody could read. */
    private static Optional<Event> event(Delivery delivery) {
        BasicProperties properties = delivery.getProperties();
        try {
            JsonNode data = JSON.readTree(delivery.getBody());
            String type = attribute(properties, "type");
            String id = attribute(properties, "id");
            boolean isForged = !id.equals(properties.getMessageId()) || !type.equals(properties.getType());
            Optional<EventType> known = Catalogue.find(type);
            if (isForged || known.isEmpty()) {
                return Optional.empty();
            }
            String order = properties.getCorrelationId();
            String cause = attribute(properties, "causationid");
            return Optional.of(new Event(
                    UUID.fromString(id),
                    Catalogue.newest(known.get()).name(),
                    UUID.fromString(attribute(properties, "subject")),
                    Long.parseLong(attribute(properties, "sequence")),
                    Instant.parse(attribute(properties, "time")),
                    order == null ? null : UUID.fromString(order),
                    cause.isEmpty() ? null : UUID.fromString(cause),
                    amount(data),
                    data.hasNonNull("reason") ? data.get("reason").asText().intern() : null));
        } catch (IOException | IllegalArgumentException | DateTimeException | ArithmeticException e) {
            return Optional.empty();
        }
    }

    /** Empty if there is none. */
    private static String attribute(BasicProperties properties, String name) {
        Map<String, Object> headers = properties.getHeaders() == null ? Map.of() : properties.getHeaders();
        return String.valueOf(headers.getOrDefault("cloudEvents:" + name, ""));
    }

    private static Amount amount(JsonNode data) {
        for (String field : List.of("total", "amount", "creditLimit")) {
            JsonNode money = data.path(field);
            if (money.isObject()) {
                String currency = money.path("currency").asText().intern();
                int digits = Currency.getInstance(currency).getDefaultFractionDigits();
                return new Amount(
                        new BigDecimal(money.path("amount").asText())
                                .movePointRight(digits)
                                .longValueExact(),
                        currency);
            }
        }
        return null;
    }
}
