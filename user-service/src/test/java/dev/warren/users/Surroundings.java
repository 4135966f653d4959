package dev.warren.users;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import dev.warren.events.CancellationReason;
import dev.warren.events.Event;
import dev.warren.events.OrderEvent;
import dev.warren.events.OrderId;
import dev.warren.events.OrderItem;
import dev.warren.events.PaymentMethod;
import dev.warren.events.UserId;
import dev.warren.local.TestBroker;
import dev.warren.local.TestDatabase;
import dev.warren.local.TestVhost;
import dev.warren.messaging.Participant;
import dev.warren.messaging.Said;
import dev.warren.messaging.events.EventMessages;
import dev.warren.messaging.events.Heard;
import dev.warren.messaging.events.Message;
import dev.warren.messaging.topology.Definitions;
import io.opentelemetry.api.trace.SpanContext;
import java.sql.DriverManager;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.joda.money.Money;

/** A broker and a database for one running user-service, and an order-service that places, cancels and listens. */
public final class Surroundings implements AutoCloseable {

    private static final Participant ORDERS = new Participant(
            "order-service",
            "order",
            Set.of(
                    "user.registered.v1",
                    "user.updated.v1",
                    "user.erased.v1",
                    "user.credit-limit-changed.v1",
                    "user.credit-reserved.v1",
                    "user.credit-refused.v1",
                    "user.credit-released.v1"));

    private static final TimeBasedEpochGenerator IDS = Generators.timeBasedEpochGenerator();

    private final TestVhost vhost = TestBroker.freshVhost();
    private final TestDatabase database = TestDatabase.fresh();
    private final EventMessages<Event> messages = new EventMessages<>(ORDERS, UserMessaging.CONTRACT);
    private final EventMessages<Event> yesterdaysMessages =
            new EventMessages<>(ORDERS, UserMessaging.CONTRACT.saying(List.of("order.placed.v1")));
    private final List<Heard> heard = new ArrayList<>();
    private final Connection connection;
    private final Channel channel;
    private Instant lastSaid = Instant.EPOCH;

    public Surroundings() {
        vhost.admin()
                .importDefinitions(Definitions.of(
                        vhost.name(), List.of(ORDERS, UserService.PARTICIPANT), ORDERS.hears(), Set.of()));
        try {
            var factory = new ConnectionFactory();
            factory.setUri(vhost.amqpUri());
            connection = factory.newConnection("the test");
            channel = connection.createChannel();
            channel.confirmSelect();
        } catch (Exception e) {
            throw new IllegalStateException("the test's broker cannot be used", e);
        }
    }

    /** What the service needs to know of them. */
    public Map<String, String> properties() {
        var properties = new HashMap<>(database.settings());
        properties.putAll(Map.of(
                "rabbitmq.host", vhost.host(),
                "rabbitmq.port", String.valueOf(vhost.port()),
                "rabbitmq.virtual-host", vhost.name(),
                "rabbitmq.username", vhost.user(),
                "rabbitmq.password", vhost.password(),
                "micronaut.server.port", "-1"));
        return properties;
    }

    public static OrderId newOrder() {
        return new OrderId(IDS.generate());
    }

    /** Each call is a message of its own, as after an operator's resend. */
    public void place(OrderId order, UserId user, Money total) throws Exception {
        publish(placed(order, user, total), 1);
    }

    /** As an order-service says it that is not upgraded, or not switched over yet. */
    public Message placedInVersion1(OrderId order, UserId user, Money total) {
        var said = new Said(placed(order, user, total), 1, nextMillisecond());
        return yesterdaysMessages.write(said, null, SpanContext.getInvalid());
    }

    private static OrderEvent.OrderPlaced placed(OrderId order, UserId user, Money total) {
        var items = List.of(new OrderItem("tea", 1, total));
        return new OrderEvent.OrderPlaced(order, user, items, total, PaymentMethod.card("pm_card_visa"), "DE");
    }

    public void cancel(OrderId order, UserId user, Money total) throws Exception {
        publish(new OrderEvent.OrderCancelled(order, user, total, CancellationReason.BY_CUSTOMER), 2);
    }

    private void publish(Event event, long sequence) throws Exception {
        var said = new Said(event, sequence, nextMillisecond());
        publish(messages.write(said, null, SpanContext.getInvalid()));
    }

    public void publish(Message message) throws Exception {
        channel.basicPublish(message.exchange(), message.routingKey(), true, message.properties(), message.body());
        channel.waitForConfirmsOrDie(5_000);
    }

    /** Messages of the same millisecond would be the same message. */
    private Instant nextMillisecond() {
        var now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        lastSaid = now.isAfter(lastSaid) ? now : lastSaid.plusMillis(1);
        return lastSaid;
    }

    /** What was said about an order or a user so far, in the order in which it was heard. */
    public List<Heard> heardOf(UUID subject) throws Exception {
        for (var next = channel.basicGet(ORDERS.queue(), true); next != null; ) {
            heard.add(messages.read(next.getProps(), next.getBody()));
            next = channel.basicGet(ORDERS.queue(), true);
        }
        return heard.stream()
                .filter(it -> ((Event) it.event()).subject().equals(subject))
                .toList();
    }

    public long deadLetters() throws Exception {
        try (var session = DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
                var rows = session.createStatement().executeQuery("select count(*) from dead_letters")) {
            rows.next();
            return rows.getLong(1);
        }
    }

    @Override
    public void close() {
        connection.abort();
        vhost.close();
    }
}
