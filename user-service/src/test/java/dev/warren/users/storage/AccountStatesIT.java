package dev.warren.users.storage;

import static dev.warren.users.Fixtures.ADA;
import static dev.warren.users.Fixtures.CANCELLED;
import static dev.warren.users.Fixtures.LATER;
import static dev.warren.users.Fixtures.LIMIT;
import static dev.warren.users.Fixtures.NOTHING;
import static dev.warren.users.Fixtures.ORDER;
import static dev.warren.users.Fixtures.PLACED;
import static dev.warren.users.Fixtures.REGISTER;
import static dev.warren.users.Fixtures.SOMEBODY_ELSE;
import static dev.warren.users.Fixtures.START;
import static dev.warren.users.Fixtures.TOTAL;
import static dev.warren.users.Fixtures.USER;
import static dev.warren.users.Fixtures.aRefusal;
import static dev.warren.users.Fixtures.aReleasedReservation;
import static dev.warren.users.Fixtures.aReservation;
import static dev.warren.users.Fixtures.aUser;
import static dev.warren.users.Fixtures.aUserWithReserved;
import static dev.warren.users.Fixtures.accountOf;
import static dev.warren.users.Fixtures.anErasedUserWithReserved;
import static dev.warren.users.Fixtures.anOrderCancelledBeforeItWasPlaced;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.warren.events.CreditRefusal;
import dev.warren.events.OrderId;
import dev.warren.events.UserId;
import dev.warren.messaging.States.Change;
import dev.warren.users.Account;
import dev.warren.users.Answer;
import dev.warren.users.Credit;
import dev.warren.users.Fixtures;
import dev.warren.users.Reservation;
import dev.warren.users.Reservation.Reserved;
import dev.warren.users.User;
import dev.warren.users.UserInput;
import dev.warren.users.UserInput.OrderCancelled;
import dev.warren.users.UsersDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AccountStatesIT {

    private final AccountStates states = new AccountStates();
    private HikariDataSource database;
    private Connection connection;

    @BeforeEach
    void connect() throws SQLException {
        database = UsersDatabase.fresh();
        connection = database.getConnection();
    }

    @AfterEach
    void disconnect() throws SQLException {
        connection.close();
        database.close();
    }

    static Stream<User> everyUser() {
        return Stream.of(aUser(), aUserWithReserved(TOTAL), anErasedUserWithReserved(TOTAL));
    }

    @ParameterizedTest
    @MethodSource("everyUser")
    void a_user_is_loaded_as_it_was_inserted(User user) throws SQLException {
        save(null, accountOf(user));

        assertThat(load(REGISTER)).isEqualTo(Map.of(USER, accountOf(user)));
    }

    @ParameterizedTest
    @MethodSource("everyUser")
    void a_user_is_loaded_as_it_was_updated(User user) throws SQLException {
        var fresh = accountOf(new User(USER, ADA, new Credit(LIMIT.plus(1), NOTHING), 1));
        save(null, fresh);
        save(fresh, accountOf(user));

        assertThat(load(REGISTER)).isEqualTo(Map.of(USER, accountOf(user)));
    }

    static Stream<Reservation> everyReservation() {
        var refused = Arrays.stream(CreditRefusal.values()).map(Fixtures::aRefusal);
        return Stream.concat(
                refused,
                Stream.of(
                        aReservation(),
                        aReleasedReservation(),
                        Fixtures.aReleaseAfterARefusal(),
                        anOrderCancelledBeforeItWasPlaced()));
    }

    @ParameterizedTest
    @MethodSource("everyReservation")
    void a_reservation_is_loaded_as_it_was_inserted(Reservation reservation) throws SQLException {
        save(null, accountOf(aUser(), reservation));

        assertThat(load(PLACED)).isEqualTo(Map.of(USER, accountOf(aUser(), reservation)));
    }

    @ParameterizedTest
    @MethodSource("everyReservation")
    void a_reservation_is_loaded_as_it_was_updated(Reservation reservation) throws SQLException {
        var before = accountOf(aUser(), new Reserved(ORDER, USER, LIMIT, new Answer(9, LATER)));
        save(null, before);
        save(before, accountOf(aUser(), reservation));

        assertThat(load(CANCELLED)).isEqualTo(Map.of(USER, accountOf(aUser(), reservation)));
    }

    @Test
    void nobody_without_reservations_is_absent() throws SQLException {
        assertThat(load(PLACED, REGISTER)).isEmpty();
    }

    @Test
    void what_was_refused_to_an_unknown_user_is_there_without_an_account() throws SQLException {
        var account = new Account(USER, null, Map.of(ORDER, aRefusal(CreditRefusal.UNKNOWN_USER)));
        save(null, account);

        assertThat(load(PLACED)).isEqualTo(Map.of(USER, account));
        save(account, new Account(USER, aUser(), account.reservations()));
        assertThat(load(PLACED)).isEqualTo(Map.of(USER, accountOf(aUser(), aRefusal(CreditRefusal.UNKNOWN_USER))));
    }

    @Test
    void only_the_reservations_in_question_are_loaded() throws SQLException {
        var other = new Reserved(new OrderId(new UUID(1, 2)), USER, TOTAL, new Answer(1, START));
        save(null, accountOf(aUser(), other));

        assertThat(load(PLACED)).isEqualTo(Map.of(USER, accountOf(aUser())));
    }

    /** So that the decision can tell, instead of meeting the row when it is saved. */
    @Test
    void a_reservation_is_shown_to_whomever_the_input_names() throws SQLException {
        save(null, accountOf(aUserWithReserved(TOTAL), aReservation()));

        assertThat(load(new OrderCancelled(ORDER, SOMEBODY_ELSE, TOTAL)))
                .isEqualTo(Map.of(SOMEBODY_ELSE, new Account(SOMEBODY_ELSE, null, Map.of(ORDER, aReservation()))));
    }

    @Test
    void a_user_whom_another_instance_has_inserted_meanwhile_is_a_unique_violation() throws SQLException {
        save(null, accountOf(aUser()));

        assertThatThrownBy(() -> save(null, accountOf(aUser()))).satisfies(AccountStatesIT::isUniqueViolation);
    }

    @Test
    void a_reservation_that_another_instance_has_inserted_meanwhile_is_a_unique_violation() throws SQLException {
        save(null, new Account(USER, null, Map.of(ORDER, aRefusal())));

        assertThatThrownBy(
                        () -> save(null, new Account(USER, null, Map.of(ORDER, anOrderCancelledBeforeItWasPlaced()))))
                .satisfies(AccountStatesIT::isUniqueViolation);
    }

    @Test
    void credit_below_zero_is_refused_by_the_database_too() throws SQLException {
        try (var insert = connection.prepareStatement(
                "insert into accounts values (?, 'Ada', 'ada@example.org', 'EUR', 100, -1, 1)")) {
            insert.setObject(1, USER.value());
            assertThatThrownBy(insert::executeUpdate).hasMessageContaining("accounts_reserved_minor_check");
        }
    }

    private static void isUniqueViolation(Throwable thrown) {
        assertThat(thrown)
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("23505"));
    }

    private void save(Account before, Account after) throws SQLException {
        states.save(connection, List.of(new Change<>(before, after)));
    }

    private Map<UserId, Account> load(UserInput... inputs) throws SQLException {
        return states.load(connection, List.of(inputs));
    }
}
