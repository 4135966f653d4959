package dev.warren.users.storage;

import dev.warren.events.OrderId;
import dev.warren.events.UserId;
import dev.warren.messaging.States;
import dev.warren.users.Account;
import dev.warren.users.Reservation;
import dev.warren.users.User;
import dev.warren.users.UserInput;
import dev.warren.users.UserInput.OrderInput;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
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

    @Override
    public Map<UserId, Account> load(Connection transaction, Collection<UserInput> inputs) throws SQLException {
        var accounts = new HashMap<UserId, Account>();
        for (User user : users(transaction, inputs)) {
            accounts.put(user.id(), new Account(user.id(), user, Map.of()));
        }
        reservations(transaction, inputs).forEach((userId, reservations) -> {
            var account = accounts.get(userId);
            accounts.put(userId, new Account(userId, account == null ? null : account.user(), reservations));
        });
        return accounts;
    }

    private static List<User> users(Connection transaction, Collection<UserInput> inputs) throws SQLException {
        var ids = inputs.stream().map(input -> input.userId().value()).distinct();
        return select(transaction, USERS, ids, UserRows::read);
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
        for (Reservation reservation : select(transaction, RESERVATIONS, ids, ReservationRows::read)) {
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

    private static <T> List<T> select(Connection transaction, String sql, Stream<UUID> ids, RowReader<T> reader)
            throws SQLException {
        try (var select = transaction.prepareStatement(sql)) {
            select.setArray(1, transaction.createArrayOf("uuid", ids.toArray()));
            var found = new ArrayList<T>();
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    found.add(reader.read(rows));
                }
            }
            return found;
        }
    }

    @Override
    public void save(Connection transaction, Collection<Change<Account>> changes) throws SQLException {
        var users = UserRows.TABLE.changes();
        var reservations = ReservationRows.TABLE.changes();
        for (var change : changes) {
            var after = change.after();
            var before = change.before() == null ? new Account(after.userId(), null, Map.of()) : change.before();
            users.add(before.user(), after.user());
            after.reservations()
                    .forEach((order, it) ->
                            reservations.add(before.reservations().get(order), it));
        }
        users.write(transaction);
        reservations.write(transaction);
    }
}
