package dev.warren.notifications.storage;

import static dev.warren.notifications.Fixtures.ADA;
import static dev.warren.notifications.Fixtures.ADDRESS;
import static dev.warren.notifications.Fixtures.ADDRESS_DEADLINE;
import static dev.warren.notifications.Fixtures.CANCELLATION;
import static dev.warren.notifications.Fixtures.CANCELLED;
import static dev.warren.notifications.Fixtures.CONFIRMATION;
import static dev.warren.notifications.Fixtures.CONFIRMED;
import static dev.warren.notifications.Fixtures.DEADLINE;
import static dev.warren.notifications.Fixtures.ERASED;
import static dev.warren.notifications.Fixtures.ORDER;
import static dev.warren.notifications.Fixtures.OTHER_CONFIRMED;
import static dev.warren.notifications.Fixtures.REGISTERED;
import static dev.warren.notifications.Fixtures.START;
import static dev.warren.notifications.Fixtures.ada;
import static dev.warren.notifications.Fixtures.adaErased;
import static dev.warren.notifications.Fixtures.adaWithAddress;
import static dev.warren.notifications.Fixtures.adaWithoutAddress;
import static dev.warren.notifications.Fixtures.failed;
import static dev.warren.notifications.Fixtures.otherConfirmation;
import static dev.warren.notifications.Fixtures.sending;
import static dev.warren.notifications.Fixtures.sent;
import static dev.warren.notifications.Fixtures.skipped;
import static dev.warren.notifications.Fixtures.waiting;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.warren.events.UserId;
import dev.warren.messaging.States.Change;
import dev.warren.notifications.Contact;
import dev.warren.notifications.Fixtures;
import dev.warren.notifications.Notice;
import dev.warren.notifications.Notification;
import dev.warren.notifications.Notification.Sending;
import dev.warren.notifications.Notification.WaitingForAddress;
import dev.warren.notifications.NotificationInput;
import dev.warren.notifications.NotificationInput.OrderConfirmed;
import dev.warren.notifications.Recipient;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecipientStatesIT {

    private static final String STEP = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    private static DataSource database;

    private final RecipientStates states = new RecipientStates();
    private Connection connection;

    @BeforeAll
    static void migrate() {
        database = NotificationDatabase.fresh();
    }

    @BeforeEach
    void begin() throws SQLException {
        connection = database.getConnection();
        connection.setAutoCommit(false);
    }

    @AfterEach
    void rollBack() throws SQLException {
        connection.rollback();
        connection.close();
    }

    private Recipient load(NotificationInput... inputs) throws SQLException {
        return states.load(connection, List.of(inputs)).get(ADA);
    }

    private Recipient save(Recipient before, Recipient after) throws SQLException {
        states.save(connection, List.of(new Change<>(before, after)));
        return after;
    }

    @Test
    void who_was_not_heard_of_is_absent() throws SQLException {
        assertThat(states.load(connection, List.of(CONFIRMED))).isEmpty();
    }

    static Stream<Recipient> recipients() {
        return Stream.of(
                adaWithoutAddress(waiting(CONFIRMATION), waiting(CANCELLATION)),
                adaWithAddress(sending(CONFIRMATION), failed(CANCELLATION)),
                adaWithAddress(skipped(CONFIRMATION), sent(CANCELLATION)),
                adaErased());
    }

    @ParameterizedTest
    @MethodSource("recipients")
    void what_is_saved_is_loaded_again(Recipient recipient) throws SQLException {
        save(null, recipient);
        assertThat(load(CONFIRMED)).isEqualTo(recipient);
    }

    @ParameterizedTest
    @MethodSource("recipients")
    void what_has_changed_is_loaded_again(Recipient recipient) throws SQLException {
        var before = save(null, adaWithoutAddress(waiting(CONFIRMATION)));
        save(before, recipient.with(sending(CONFIRMATION)));
        assertThat(load(CONFIRMED)).isEqualTo(recipient.with(sending(CONFIRMATION)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"NULL", "{a,\"b\"}", "back\\slash", "O'Neil; drop table recipients", " 愛達 🦊 "})
    void a_name_is_kept_to_the_letter(String name) throws SQLException {
        var recipient = save(null, ada(new Contact.Known(name, "ada@example.org", 7)));
        assertThat(load(CONFIRMED)).isEqualTo(recipient);
    }

    @Test
    void an_event_of_an_order_loads_the_notifications_of_that_order_only() throws SQLException {
        save(null, adaWithoutAddress(waiting(CONFIRMATION), waiting(otherConfirmation())));
        assertThat(load(CONFIRMED)).isEqualTo(adaWithoutAddress(waiting(CONFIRMATION)));
        assertThat(load(CANCELLED, OTHER_CONFIRMED).notifications()).hasSize(2);
    }

    @Test
    void news_of_a_user_load_everything_that_waits_for_the_address() throws SQLException {
        save(null, adaWithoutAddress(waiting(CONFIRMATION), waiting(otherConfirmation()), sent(CANCELLATION)));
        for (NotificationInput news : List.of(REGISTERED, ERASED)) {
            assertThat(load(news)).isEqualTo(adaWithoutAddress(waiting(CONFIRMATION), waiting(otherConfirmation())));
        }
    }

    @Test
    void erasing_leaves_neither_name_nor_address() throws SQLException {
        var before = save(null, adaWithAddress());
        save(before, adaErased());
        try (var row = connection.createStatement().executeQuery("select r::text from recipients r")) {
            row.next();
            assertThat(row.getString(1)).isEqualTo("(" + ADA + ",,,,t)");
        }
    }

    @Test
    void recipients_of_a_batch_are_saved_together() throws SQLException {
        var bob = UserId.parse("019a0b1c-0000-7000-8000-000000000002");
        var bobsState = new Recipient(bob, ADDRESS, Map.of());
        states.save(connection, List.of(new Change<>(null, adaWithAddress()), new Change<>(null, bobsState)));
        assertThat(states.load(connection, List.of(CONFIRMED, new NotificationInput.UserErased(bob))))
                .containsOnly(Map.entry(ADA, adaWithAddress()), Map.entry(bob, bobsState));
    }

    @Test
    void a_new_recipient_who_is_there_already_is_refused() throws SQLException {
        save(null, adaWithAddress());
        assertThatThrownBy(() -> save(null, adaErased()))
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("23505"));
    }

    @Test
    void a_second_user_of_an_order_is_refused() throws SQLException {
        save(null, adaWithAddress(sent(CONFIRMATION)));
        var bob = UserId.parse("019a0b1c-0000-7000-8000-000000000002");
        var bobs = new OrderConfirmed(ORDER, bob, Fixtures.TOTAL);
        assertThat(states.load(connection, List.of(bobs))).isEmpty();
        var notice = new Notice(
                CONFIRMATION.id(),
                ORDER,
                bob,
                CONFIRMATION.template(),
                CONFIRMATION.channel(),
                CONFIRMATION.total(),
                null);
        var state = new Recipient(bob, ADDRESS, Map.of()).with((Notification) sending(notice));
        assertThatThrownBy(() -> save(null, state))
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("23505"));
    }

    @Test
    void deadlines_that_have_passed_are_due_oldest_first() throws SQLException {
        var rests = new Sending(otherConfirmation(), START, 2, START.plusSeconds(1));
        save(null, adaWithoutAddress(waiting(CONFIRMATION), sent(CANCELLATION), rests));

        assertThat(states.due(connection, START, 10)).isEmpty();
        assertThat(states.due(connection, START.plus(ADDRESS_DEADLINE), 1))
                .containsExactly(new NotificationInput.DeadlinePassed(
                        OTHER_CONFIRMED.orderId(), ADA, rests.notice().template()));
        assertThat(states.due(connection, START.plus(ADDRESS_DEADLINE), 10))
                .hasSize(2)
                .last()
                .isEqualTo(DEADLINE);
    }

    @Test
    void a_deadline_knows_the_step_that_set_it_if_that_was_about_one_notification() throws SQLException {
        var one = adaWithoutAddress(waiting(CONFIRMATION));
        states.save(connection, List.of(new Change<>(null, one, STEP)));
        assertThat(states.steps(connection, List.of(DEADLINE))).isEqualTo(Map.of(DEADLINE, STEP));

        var rests = new Sending(CONFIRMATION, START, 2, START.plusSeconds(1));
        var both = adaWithoutAddress(rests, waiting(otherConfirmation()));
        states.save(connection, List.of(new Change<>(one, both, STEP)));
        assertThat(states.steps(connection, List.of(DEADLINE))).isEmpty();
    }

    @Test
    void an_outage_moves_the_deadlines_of_addresses_and_no_others() throws SQLException {
        save(null, adaWithoutAddress(waiting(CONFIRMATION), sending(otherConfirmation())));
        states.postpone(connection, Duration.ofMillis(90_500));
        Instant moved = START.plus(ADDRESS_DEADLINE).plusMillis(90_500);
        assertThat(load(CONFIRMED, OTHER_CONFIRMED))
                .isEqualTo(adaWithoutAddress(
                        new WaitingForAddress(CONFIRMATION, START, moved), sending(otherConfirmation())));
    }

    @Test
    void a_recipient_is_locked_until_the_transaction_ends() throws Exception {
        var before = save(null, adaWithoutAddress());
        connection.commit();
        try {
            load(CONFIRMED);
            var other = CompletableFuture.supplyAsync(() -> loadElsewhere(REGISTERED));
            await().until(RecipientStatesIT::somebodyWaitsForALock);
            save(before, adaWithoutAddress(waiting(CONFIRMATION)));
            connection.commit();
            assertThat(other.get()).isEqualTo(adaWithoutAddress(waiting(CONFIRMATION)));
        } finally {
            connection.createStatement().execute("delete from recipients; delete from notifications");
            connection.commit();
        }
    }

    private Recipient loadElsewhere(NotificationInput input) {
        try (var other = database.getConnection()) {
            other.setAutoCommit(false);
            return states.load(other, List.of(input)).get(ADA);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean somebodyWaitsForALock() throws SQLException {
        try (var other = database.getConnection();
                var rows = other.createStatement().executeQuery("select 1 from pg_locks where not granted")) {
            return rows.next();
        }
    }
}
