package dev.warren.users;

import dev.warren.events.OrderId;
import dev.warren.events.UserId;
import java.util.HashMap;
import java.util.Map;

/**
 * A user and the reservations of the orders in question.
 *
 * @param user null if nobody has registered under this id
 * @param reservations of those orders only that the inputs at hand are about; without an entry nothing was decided yet
 */
public record Account(UserId userId, User user, Map<OrderId, Reservation> reservations) {

    public Account {
        reservations = Map.copyOf(reservations);
    }

    static Account ofNobody(UserId userId) {
        return new Account(userId, null, Map.of());
    }

    /** Null if nothing was decided about the order yet. */
    Reservation reservation(OrderId orderId) {
        return reservations.get(orderId);
    }

    Account with(User user) {
        return new Account(userId, user, reservations);
    }

    Account with(Credit credit) {
        return with(user.with(credit));
    }

    Account with(Reservation reservation) {
        var more = new HashMap<>(reservations);
        more.put(reservation.orderId(), reservation);
        return new Account(userId, user, more);
    }
}
