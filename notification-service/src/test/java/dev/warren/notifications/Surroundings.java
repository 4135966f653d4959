package dev.warren.notifications;

import static org.awaitility.Awaitility.await;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import dev.warren.events.CancellationReason;
import dev.warren.events.Event;
import dev.warren.events.NotificationEvent;
import dev.warren.events.OrderEvent;
import dev.warren.events.OrderId;
import dev.warren.events.UserEvent;
import dev.warren.events.UserId;
import dev.warren.local.MailSink;
import dev.warren.local.ReceivedMail;
import dev.warren.local.TestBroker;
import dev.warren.local.TestDatabase;
import dev.warren.local.TestVhost;
import dev.warren.messaging.Participant;
import dev.warren.messaging.Said;
import dev.warren.messaging.events.EventMessages;
import dev.warren.messaging.events.Message;
import dev.warren.messaging.topology.Definitions;
import io.opentelemetry.api.trace.SpanContext;
import java.sql.DriverManager;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** A broker, a database and a mail server for one running notification-service, those it hears, and somebody who hears it. */
public final class Surroundings implements AutoCloseable {

    public static final Duration AT_MOST = Duration.ofSeconds(20);

    private static final Participant USERS = new Participant("user-service", "user", Set.of());
    private static final Participant ORDERS = new Participant("order-service", "order", Set.of());
    private static final Participant WITNESS =
            new Participant("witness-service", "witness", Set.of("notification.sent.v1", "notification.failed.v1"));

    private static final TimeBasedEpochGenerator IDS = Generators.timeBasedEpochGenerator();

    private final TestVhost vhost = TestBroker.freshVhost();
    private final TestDatabase database = TestDatabase.fresh();
    private final List<NotificationEvent> heard = new ArrayList<>();
    private final Connection connection;
    private final Channel channel;
    private MailSink sink = MailSink.start();

    public Surroundings() {
        vhost.admin()
                .importDefinitions(Definitions.of(
                        vhost.name(),
                        List.of(USERS, ORDERS, WITNESS, NotificationService.PARTICIPANT),
                        WITNESS.hears(),
                        Set.of()));
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
                "micronaut.server.port", "-1",
                "notifications.smtp.port", String.valueOf(sink.smtpPort()),
                "notifications.address-deadline", "3s"));
        return properties;
    }

    public static OrderId newOrder() {
        return new OrderId(IDS.generate());
    }

    public static UserId newUser() {
        return new UserId(IDS.generate());
    }

    public void register(UserId user, String name) throws Exception {
        publish(messageOf(new UserEvent.UserRegistered(user, name, addressOf(user)), 1));
    }

    public void erase(UserId user) throws Exception {
        publish(messageOf(new UserEvent.UserErased(user), 2));
    }

    public void confirm(OrderId order, UserId user) throws Exception {
        publish(confirmation(order, user));
    }

    public void cancel(OrderId order, UserId user, CancellationReason reason) throws Exception {
        publish(messageOf(new OrderEvent.OrderCancelled(order, user, Fixtures.TOTAL, reason), 4));
    }

    public Message confirmation(OrderId order, UserId user) {
        return messageOf(new OrderEvent.OrderConfirmed(order, user, Fixtures.TOTAL), 3);
    }

    private static Message messageOf(Event event, long sequence) {
        var speaker = event instanceof UserEvent ? USERS : ORDERS;
        var said = new Said(event, sequence, Instant.now().truncatedTo(ChronoUnit.MILLIS));
        return new EventMessages<>(speaker, NotificationMessaging.CONTRACT).write(said, null, SpanContext.getInvalid());
    }

    public void publish(Message message) throws Exception {
        channel.basicPublish(message.exchange(), message.routingKey(), true, message.properties(), message.body());
        channel.waitForConfirmsOrDie(5_000);
    }

    /** What was said of an order so far, in the order in which it was heard. */
    public Stream<NotificationEvent> heardOf(OrderId order) throws Exception {
        var messages = new EventMessages<>(WITNESS, NotificationMessaging.CONTRACT);
        for (var next = channel.basicGet(WITNESS.queue(), true); next != null; ) {
            heard.add((NotificationEvent)
                    messages.read(next.getProps(), next.getBody()).event());
            next = channel.basicGet(WITNESS.queue(), true);
        }
        return heard.stream().filter(it -> it.orderId().equals(order));
    }

    /** Waits until as much was said of an order. */
    public List<NotificationEvent> awaitEvents(OrderId order, int count) {
        await().atMost(AT_MOST).until(() -> heardOf(order).count() >= count);
        try {
            return heardOf(order).toList();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    public static String addressOf(UserId user) {
        return user + "@example.org";
    }

    /** The mails that a user has got, newest first. */
    public List<ReceivedMail> mailsTo(UserId user) {
        return sink.newest(MailSink.CAPACITY).stream()
                .filter(mail -> mail.to().contains(addressOf(user)))
                .toList();
    }

    /** Closes the mail server, does something, and opens it again, empty. */
    public void withoutMailServer(Runnable meanwhile) {
        int smtp = sink.smtpPort();
        int http = sink.uri().getPort();
        sink.close();
        meanwhile.run();
        sink = MailSink.start(smtp, http);
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
        sink.close();
        connection.abort();
        vhost.close();
    }
}
