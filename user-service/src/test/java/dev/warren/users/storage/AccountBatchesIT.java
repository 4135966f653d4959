package dev.warren.users.storage;

import static dev.warren.users.Fixtures.ADA;
import static dev.warren.users.Fixtures.CANCELLED;
import static dev.warren.users.Fixtures.LATER;
import static dev.warren.users.Fixtures.LIMIT;
import static dev.warren.users.Fixtures.NOTHING;
import static dev.warren.users.Fixtures.ORDER;
import static dev.warren.users.Fixtures.REGISTER;
import static dev.warren.users.Fixtures.SOMEBODY_ELSE;
import static dev.warren.users.Fixtures.START;
import static dev.warren.users.Fixtures.TOTAL;
import static dev.warren.users.Fixtures.USER;
import static dev.warren.users.Fixtures.aReleasedReservation;
import static dev.warren.users.Fixtures.aReservation;
import static dev.warren.users.Fixtures.aUser;
import static dev.warren.users.Fixtures.aUserWithReserved;
import static dev.warren.users.Fixtures.accountOf;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import dev.warren.events.OrderId;
import dev.warren.events.UserId;
import dev.warren.messaging.States.Change;
import dev.warren.users.Account;
import dev.warren.users.Answer;
import dev.warren.users.Credit;
import dev.warren.users.Reservation;
import dev.warren.users.Reservation.Released;
import dev.warren.users.Reservation.Reserved;
import dev.warren.users.User;
import dev.warren.users.UserInput;
import dev.warren.users.UserInput.OrderPlaced;
import dev.warren.users.UsersDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AccountBatchesIT {

    private static final int USERS = 16;
    private static final int ORDERS = 256;

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

    @Test
    void a_full_batch_takes_two_selects_and_one_statement_for_each_kind_of_change() throws SQLException {
        var counted = new CountedStatements(connection);
        var someReserved = accounts(ORDERS / 2, AccountBatchesIT::reserved);
        var allReleased = accounts(ORDERS, AccountBatchesIT::released);
        states.save(connection, changes(Map.of(), someReserved));
        List<UserInput> inputs = IntStream.range(0, ORDERS)
                .<UserInput>mapToObj(order -> new OrderPlaced(orderId(order), ownerOf(order), TOTAL))
                .toList();

        var loaded = states.load(counted.connection(), inputs);
        assertThat(loaded).isEqualTo(someReserved);
        assertThat(counted.count()).isEqualTo(2);

        var changes = Stream.concat(
                        changes(someReserved, allReleased).stream(),
                        Stream.of(new Change<Account>(null, accountOf(aUser()))))
                .toList();
        states.save(counted.connection(), changes);
        assertThat(counted.count()).as("insert and update of each table").isEqualTo(2 + 4);
        assertThat(states.load(connection, inputs)).isEqualTo(allReleased);
    }

    @Test
    void users_are_locked_in_the_order_of_their_ids_and_before_any_reservation() throws Exception {
        var before = accountOf(aUserWithReserved(TOTAL), aReservation());
        var after = accountOf(aUser(), aReleasedReservation());
        var later = accountOf(new User(SOMEBODY_ELSE, ADA, new Credit(LIMIT, NOTHING), 2));
        states.save(connection, List.of(new Change<>(null, before), new Change<>(null, later)));
        List<UserInput> both = List.of(new OrderPlaced(orderId(1), SOMEBODY_ELSE, TOTAL), CANCELLED);

        try (var waiting = database.getConnection();
                var witness = database.getConnection()) {
            connection.setAutoCommit(false);
            states.load(connection, List.of(REGISTER));
            waiting.setAutoCommit(false);
            var loading = loading(waiting, both);
            await().until(() -> somebodyWaits(witness));
            assertThat(isFree(witness, "accounts", "user_id", SOMEBODY_ELSE.value()))
                    .isTrue();
            assertThat(isFree(witness, "reservations", "order_id", ORDER.value()))
                    .isTrue();

            states.save(connection, List.of(new Change<>(before, after)));
            connection.commit();
            assertThat(loading.get(5, TimeUnit.SECONDS)).isEqualTo(Map.of(USER, after, SOMEBODY_ELSE, later));
            assertThat(isFree(witness, "accounts", "user_id", SOMEBODY_ELSE.value()))
                    .isFalse();
            assertThat(isFree(witness, "reservations", "order_id", ORDER.value()))
                    .isFalse();
            waiting.rollback();
        }
    }

    /** Whoever waited for the user must not decide on what was there before the wait. */
    @Test
    void a_reservation_that_was_made_while_its_user_was_locked_is_seen_afterwards() throws Exception {
        var before = accountOf(aUser());
        var after = accountOf(aUserWithReserved(TOTAL), aReservation());
        states.save(connection, List.of(new Change<>(null, before)));

        try (var waiting = database.getConnection();
                var witness = database.getConnection()) {
            connection.setAutoCommit(false);
            states.load(connection, List.of(CANCELLED));
            waiting.setAutoCommit(false);
            var loading = loading(waiting, List.of(CANCELLED));
            await().until(() -> somebodyWaits(witness));

            states.save(connection, List.of(new Change<>(before, after)));
            connection.commit();
            assertThat(loading.get(5, TimeUnit.SECONDS)).isEqualTo(Map.of(USER, after));
            waiting.rollback();
        }
    }

    private CompletableFuture<Map<UserId, Account>> loading(Connection transaction, List<UserInput> inputs) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return states.load(transaction, inputs);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private static boolean somebodyWaits(Connection witness) throws SQLException {
        try (var select = witness.prepareStatement("select count(*) > 0 from pg_locks where not granted");
                var row = select.executeQuery()) {
            row.next();
            return row.getBoolean(1);
        }
    }

    private static boolean isFree(Connection witness, String table, String key, UUID id) throws SQLException {
        var sql = "select 1 from %s where %s = ? for update skip locked".formatted(table, key);
        try (var select = witness.prepareStatement(sql)) {
            select.setObject(1, id);
            try (var rows = select.executeQuery()) {
                return rows.next();
            }
        }
    }

    private static List<Change<Account>> changes(Map<UserId, Account> before, Map<UserId, Account> after) {
        return after.values().stream()
                .map(account -> new Change<>(before.get(account.userId()), account))
                .toList();
    }

    /** The orders from 0 up to a number, dealt out to the users in turn. */
    private static Map<UserId, Account> accounts(int orders, IntFunction<Reservation> reservation) {
        return IntStream.range(0, USERS)
                .mapToObj(number -> {
                    var reservations = IntStream.range(0, orders)
                            .filter(order -> order % USERS == number)
                            .mapToObj(reservation)
                            .collect(toMap(Reservation::orderId, it -> it));
                    var user = new User(ownerOf(number), ADA, new Credit(LIMIT, LIMIT.minusMinor(orders)), 2);
                    return new Account(user.id(), user, reservations);
                })
                .collect(toMap(Account::userId, it -> it));
    }

    private static Reservation reserved(int order) {
        return new Reserved(orderId(order), ownerOf(order), TOTAL, new Answer(1, START));
    }

    private static Reservation released(int order) {
        return new Released(orderId(order), ownerOf(order), TOTAL, new Answer(2, LATER));
    }

    private static UserId ownerOf(int order) {
        return new UserId(new UUID(0x7000, Long.MIN_VALUE + order % USERS));
    }

    private static OrderId orderId(int number) {
        return new OrderId(new UUID(0x7001, Long.MIN_VALUE + number));
    }
}
