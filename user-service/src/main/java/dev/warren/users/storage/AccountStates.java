package dev.warren.users.storage;

import dev.warren.events.OrderId;
import dev.warren.events.UserId;
import dev.warren.messaging.States;
import dev.warren.users.Account;
import dev.warren.users.Registration;
import dev.warren.users.Reservation;
import dev.warren.users.User;
import dev.warren.users.UserInput;
import dev.warren.users.UserInput.OrderInput;
import dev.warren.users.UserInput.RegisterUser;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The accounts as the runtime loads and saves them: first the users, then the reservations of the orders in question. Whoever has
 * locked a user sees, by the later statement, every reservation that was made under an earlier lock.
 */
@Singleton
public final class AccountStates implements States<UserId, Account, UserInput> {

    private static final String USERS = UserRows.SELECT + "user_id = any(?) order by user_id for update";

    private static final String RESERVATIONS =
            ReservationRows.SELECT + "order_id = any(?) order by order_id for update";

    private static final String REGISTRATIONS = RegistrationRows.SELECT + "key_hash = any(?)";

    /**
     * {@inheritDoc}
     *
     * <p>Somebody who is to be registered under an idempotency key that was used before gets the account of that time, and nothing new
     * is decided.
     */
    @Override
    public Map<UserId, Account> load(Connection transaction, Collection<UserInput> inputs) throws SQLException {
        var replays = replays(transaction, inputs);
        var ids = Stream.concat(
                inputs.stream().map(UserInput::userId),
                replays.values().stream().map(Registration::userId));
        var accounts = new HashMap<UserId, Account>();
        for (User user : users(transaction, ids)) {
            accounts.put(user.id(), new Account(user.id(), user, Map.of()));
        }
        reservations(transaction, inputs).forEach((userId, reservations) -> {
            var account = accounts.get(userId);
            accounts.put(userId, new Account(userId, account == null ? null : account.user(), reservations));
        });
        replays.forEach((asked, first) ->
                accounts.put(asked, accounts.get(first.userId()).with(first)));
        return accounts;
    }

    /** By the id under which it is asked for again. */
    private static Map<UserId, Registration> replays(Connection transaction, Collection<UserInput> inputs)
            throws SQLException {
        var asked = new HashMap<String, UserId>();
        for (UserInput input : inputs) {
            if (input instanceof RegisterUser command && command.idempotencyKey() != null) {
                asked.put(Registration.keyHash(command), command.userId());
            }
        }
        var replays = new HashMap<UserId, Registration>();
        if (!asked.isEmpty()) {
            for (var first :
                    select(transaction, REGISTRATIONS, "text", asked.keySet().stream(), RegistrationRows::read)) {
                replays.put(asked.get(first.keyHash()), first);
            }
        }
        return replays;
    }

    private static List<User> users(Connection transaction, Stream<UserId> ids) throws SQLException {
        return select(transaction, USERS, "uuid", ids.map(UserId::value).distinct(), UserRows::read);
    }

    /** By the user whom the input names, which is another than the reservation's only if somebody is mistaken. */
    private static Map<UserId, Map<OrderId, Reservation>> reservations(
            Connection transaction, Collection<UserInput> inputs) throws SQLException {
        var orders = inputs.stream()
                .filter(OrderInput.class::isInstance)
                .map(OrderInput.class::cast)
                .toList();
        if (orders.isEmpty()) {
            return Map.of();
        }
        var byOrder = new HashMap<OrderId, Reservation>();
        var ids = orders.stream().map(order -> order.orderId().value()).distinct();
        for (Reservation reservation : select(transaction, RESERVATIONS, "uuid", ids, ReservationRows::read)) {
            byOrder.put(reservation.orderId(), reservation);
        }
        var byUser = new HashMap<UserId, Map<OrderId, Reservation>>();
        for (OrderInput order : orders) {
            var reservation = byOrder.get(order.orderId());
            if (reservation != null) {
                byUser.computeIfAbsent(order.userId(), user -> new HashMap<>()).put(order.orderId(), reservation);
            }
        }
        return byUser;
    }

    private interface RowReader<T> {
        T read(ResultSet row) throws SQLException;
    }

    private static <T> List<T> select(
            Connection transaction, String sql, String type, Stream<?> keys, RowReader<T> reader) throws SQLException {
        try (var select = transaction.prepareStatement(sql)) {
            select.setArray(1, transaction.createArrayOf(type, keys.toArray()));
            var found = new ArrayList<T>();
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    found.add(reader.read(rows));
                }
            }
            return found;
        }
    }

    private static boolean isErasure(Change<Account> change) {
        return change.before() != null
                && change.before().user() != null
                && !change.before().user().isErased()
                && change.after().user().isErased();
    }

    @Override
    public void save(Connection transaction, Collection<Change<Account>> changes) throws SQLException {
        var users = UserRows.TABLE.changes();
        var reservations = ReservationRows.TABLE.changes();
        var registrations = RegistrationRows.TABLE.changes();
        for (var change : changes) {
            var after = change.after();
            var before = change.before() == null ? new Account(after.userId(), null, Map.of()) : change.before();
            users.add(before.user(), after.user());
            registrations.add(before.registration(), after.registration());
            after.reservations()
                    .forEach((order, it) ->
                            reservations.add(before.reservations().get(order), it));
        }
        users.write(transaction);
        RegistrationRows.forget(
                transaction,
                changes.stream()
                        .filter(AccountStates::isErasure)
                        .map(change -> change.after().userId())
                        .toList());
        reservations.write(transaction);
        registrations.write(transaction);
    }
}
