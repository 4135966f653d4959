package dev.warren.system.simulation;

import dev.warren.events.OrderId;
import dev.warren.events.UserId;
import dev.warren.messaging.States;
import dev.warren.users.Account;
import dev.warren.users.Reservation;
import dev.warren.users.User;
import dev.warren.users.UserInput;
import java.sql.Connection;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** Accounts and reservations in memory. */
final class AccountTable implements States<UserId, Account, UserInput> {

    private final MemoryDatabase database;
    final Map<UserId, User> users = new LinkedHashMap<>();
    final Map<OrderId, Reservation> reservations = new TreeMap<>();

    AccountTable(MemoryDatabase database) {
        this.database = database;
    }

    @Override
    public Map<UserId, Account> load(Connection transaction, Collection<UserInput> inputs) {
        var orders = new HashMap<UserId, Map<OrderId, Reservation>>();
        for (var input : inputs) {
            var theirs = orders.computeIfAbsent(input.userId(), user -> new HashMap<>());
            if (input instanceof UserInput.OrderInput order && reservations.containsKey(order.orderId())) {
                theirs.put(order.orderId(), reservations.get(order.orderId()));
            }
        }
        var accounts = new HashMap<UserId, Account>();
        orders.forEach((user, theirs) -> {
            if (users.containsKey(user) || !theirs.isEmpty()) {
                accounts.put(user, new Account(user, users.get(user), theirs));
            }
        });
        return accounts;
    }

    @Override
    public void save(Connection transaction, Collection<Change<Account>> changes) {
        for (var change : changes) {
            Account after = change.after();
            database.change(() -> {
                if (after.user() != null) {
                    users.put(after.userId(), after.user());
                }
                reservations.putAll(after.reservations());
            });
        }
    }
}
