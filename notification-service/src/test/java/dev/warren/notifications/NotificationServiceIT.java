package dev.warren.notifications;

import static dev.warren.notifications.Surroundings.AT_MOST;
import static dev.warren.notifications.Surroundings.newOrder;
import static dev.warren.notifications.Surroundings.newUser;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.warren.events.CancellationReason;
import dev.warren.events.Channel;
import dev.warren.events.NotificationEvent;
import dev.warren.events.NotificationEvent.NotificationFailed;
import dev.warren.events.NotificationEvent.NotificationSent;
import dev.warren.events.NotificationFailure;
import dev.warren.events.OrderId;
import dev.warren.events.Template;
import dev.warren.events.UserId;
import dev.warren.messaging.Messaging;
import dev.warren.messaging.States.Change;
import dev.warren.notifications.Notification.Sending;
import dev.warren.notifications.NotificationInput.OrderConfirmed;
import dev.warren.notifications.storage.RecipientStates;
import io.micronaut.runtime.EmbeddedApplication;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The running service between a broker and a mail server. */
@MicronautTest(transactional = false)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NotificationServiceIT implements TestPropertyProvider {

    private final Surroundings surroundings = new Surroundings();

    @Inject
    EmbeddedApplication<?> service;

    @Inject
    DataSource database;

    @Inject
    Messaging messaging;

    @Override
    public Map<String, String> getProperties() {
        return surroundings.properties();
    }

    @BeforeAll
    void awaitTables() {
        await().atMost(AT_MOST).until(() -> messaging.runtime().orElseThrow().databaseTrouble() == null);
    }

    @AfterAll
    void stop() throws Exception {
        assertThat(surroundings.deadLetters()).isZero();
        service.stop();
        surroundings.close();
    }

    @Test
    void a_confirmed_order_brings_one_mail() throws Exception {
        OrderId order = newOrder();
        UserId user = newUser();
        surroundings.register(user, "Åda");
        surroundings.confirm(order, user);

        assertThat(surroundings.awaitEvents(order, 1)).containsExactly(sent(order, user, Template.ORDER_CONFIRMED));
        assertThat(surroundings.mailsTo(user)).singleElement().satisfies(mail -> {
            assertThat(mail.subject()).isEqualTo("Your order is confirmed");
            assertThat(mail.text()).contains("Hello Åda,", "EUR 42.50", order.toString());
            assertThat(mail.messageId())
                    .contains(Notice.id(order, Template.ORDER_CONFIRMED).toString());
        });
    }

    @Test
    void an_event_that_comes_again_brings_no_other_mail() throws Exception {
        OrderId order = newOrder();
        UserId user = newUser();
        surroundings.register(user, "Ada");
        var message = surroundings.confirmation(order, user);
        surroundings.publish(message);
        surroundings.publish(message);
        surroundings.awaitEvents(order, 1);
        // Under another id, as an event older than the inbox would.
        surroundings.confirm(order, user);
        surroundings.cancel(order, user, CancellationReason.BY_CUSTOMER);

        assertThat(surroundings.awaitEvents(order, 2))
                .containsExactly(
                        sent(order, user, Template.ORDER_CONFIRMED), sent(order, user, Template.ORDER_CANCELLED));
        assertThat(surroundings.mailsTo(user)).hasSize(2);
    }

    @Test
    void an_address_that_comes_late_is_waited_for() throws Exception {
        OrderId order = newOrder();
        UserId user = newUser();
        surroundings.confirm(order, user);
        awaitStatus(order, "WAITING_FOR_ADDRESS");
        surroundings.register(user, "Ada");

        assertThat(surroundings.awaitEvents(order, 1)).containsExactly(sent(order, user, Template.ORDER_CONFIRMED));
        assertThat(surroundings.mailsTo(user)).hasSize(1);
    }

    @Test
    void an_address_that_never_comes_is_given_up() throws Exception {
        OrderId order = newOrder();
        UserId user = newUser();
        surroundings.confirm(order, user);

        assertThat(surroundings.awaitEvents(order, 1))
                .containsExactly(failed(order, user, Template.ORDER_CONFIRMED, NotificationFailure.NO_ADDRESS));
    }

    @Test
    void nobody_is_told_who_is_unknown_or_erased() throws Exception {
        OrderId unknowns = newOrder();
        UserId unknown = newUser();
        surroundings.cancel(unknowns, unknown, CancellationReason.UNKNOWN_USER);
        OrderId eraseds = newOrder();
        UserId erased = newUser();
        surroundings.register(erased, "Ada");
        surroundings.erase(erased);
        surroundings.confirm(eraseds, erased);

        assertThat(surroundings.awaitEvents(unknowns, 1))
                .containsExactly(failed(unknowns, unknown, Template.ORDER_CANCELLED, NotificationFailure.UNKNOWN_USER));
        assertThat(surroundings.awaitEvents(eraseds, 1))
                .containsExactly(failed(eraseds, erased, Template.ORDER_CONFIRMED, NotificationFailure.ERASED_USER));
        assertThat(surroundings.mailsTo(erased)).isEmpty();
    }

    @Test
    void a_confirmation_that_comes_after_the_cancellation_is_skipped() throws Exception {
        OrderId order = newOrder();
        UserId user = newUser();
        surroundings.register(user, "Ada");
        surroundings.cancel(order, user, CancellationReason.PAYMENT_TIMEOUT);
        surroundings.confirm(order, user);

        awaitStatus(order, "SKIPPED");
        assertThat(surroundings.awaitEvents(order, 1)).containsExactly(sent(order, user, Template.ORDER_CANCELLED));
        assertThat(surroundings.mailsTo(user)).hasSize(1);
    }

    @Test
    void a_mail_server_that_was_away_gets_every_mail_when_it_is_back() throws Exception {
        OrderId order = newOrder();
        UserId user = newUser();
        surroundings.register(user, "Ada");
        surroundings.withoutMailServer(() -> confirmAndAwaitAnAttempt(order, user));

        assertThat(surroundings.awaitEvents(order, 1)).containsExactly(sent(order, user, Template.ORDER_CONFIRMED));
        assertThat(surroundings.mailsTo(user)).hasSize(1);
    }

    @Test
    void while_the_mail_server_is_away_orders_wait_in_the_queue_and_afterwards_each_brings_one_mail() throws Exception {
        UserId user = newUser();
        surroundings.register(user, "Ada");
        var orders = Stream.generate(Surroundings::newOrder).limit(50).toList();
        surroundings.withoutMailServer(() -> {
            orders.subList(0, 25).forEach(order -> confirm(order, user));
            await().atMost(AT_MOST).until(() -> !isMailServerUp());
            assertThat(messaging.runtime().orElseThrow().condition().inWords())
                    .containsEntry("consuming", "paused: mail-server is down: it is only probed, and messages wait");
            orders.subList(25, 50).forEach(order -> confirm(order, user));
        });

        for (OrderId order : orders) {
            assertThat(surroundings.awaitEvents(order, 1)).containsExactly(sent(order, user, Template.ORDER_CONFIRMED));
        }
        assertThat(surroundings.mailsTo(user)).hasSize(orders.size());
        assertThat(isMailServerUp()).isTrue();
    }

    private boolean isMailServerUp() {
        return messaging.runtime().orElseThrow().dependency().orElseThrow().isUp();
    }

    private void confirm(OrderId order, UserId user) {
        try {
            surroundings.confirm(order, user);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private void confirmAndAwaitAnAttempt(OrderId order, UserId user) {
        confirm(order, user);
        await().atMost(AT_MOST)
                .until(() -> Integer.parseInt(text(
                                "select coalesce(max(attempts), 0) from notifications where order_id = '%s'", order))
                        > 0);
    }

    @Test
    void a_mail_that_a_crash_has_interrupted_is_sent_when_its_deadline_passes() throws Exception {
        OrderId order = newOrder();
        UserId user = newUser();
        givenAMailAskedForBefore(order, user);

        assertThat(surroundings.awaitEvents(order, 1)).containsExactly(sent(order, user, Template.ORDER_CONFIRMED));
        assertThat(surroundings.mailsTo(user)).hasSize(1);
    }

    private void givenAMailAskedForBefore(OrderId order, UserId user) throws SQLException {
        var notice = Notice.of(new OrderConfirmed(order, user, Fixtures.TOTAL), Channel.EMAIL);
        var sending = Sending.first(
                notice, Instant.now().truncatedTo(ChronoUnit.MILLIS).minus(Sending.WINDOW));
        var recipient = Recipient.unknown(user)
                .with(new Contact.Known("Ada", Surroundings.addressOf(user), 1))
                .with(sending);
        try (var connection = database.getConnection()) {
            connection.setAutoCommit(false);
            new RecipientStates().save(connection, List.of(new Change<>(null, recipient)));
            connection.commit();
        }
    }

    private static NotificationEvent sent(OrderId order, UserId user, Template template) {
        return new NotificationSent(Notice.id(order, template), order, user, Channel.EMAIL, template);
    }

    private static NotificationEvent failed(OrderId order, UserId user, Template template, NotificationFailure reason) {
        return new NotificationFailed(Notice.id(order, template), order, user, Channel.EMAIL, template, reason);
    }

    private void awaitStatus(OrderId order, String status) {
        await().atMost(AT_MOST)
                .until(() -> text(
                                "select coalesce(string_agg(status, ' '), '') from notifications where order_id = '%s'",
                                order)
                        .contains(status));
    }

    private String text(String sql, OrderId order) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement();
                var row = statement.executeQuery(sql.formatted(order))) {
            row.next();
            return row.getString(1);
        }
    }
}
