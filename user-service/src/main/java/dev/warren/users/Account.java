package dev.warren.users;

import dev.warren.events.OrderId;
import dev.warren.events.UserId;
import io.micronaut.core.annotation.Nullable;
import java.util.HashMap;
import java.util.Map;

/**
 * A user and the reservations of the orders in question.
 *
 * @param user null if nobody has registered under this id
 * @param reservations of those orders only that the inputs at hand are about; without an entry nothing was decided yet
 * @param registration with which the account was opened; null if it had no idempotency key, and if no input at hand has it
 */
public record Account(
        UserId userId,
        User user,
        Map<OrderId, Reservation> reservations,
        @Nullable Registration registration) {

    public Account {
        reservations = Map.copyOf(reservations);
    }

    public Account(UserId userId, User user, Map<OrderId, Reservation> reservations) {
        this(userId, user, reservations, null);
    }

    static Account ofNobody(UserId userId) {
        return new Account(userId, null, Map.of());
    }

    /** Null if nothing was decided about the order yet. */
    Reservation reservation(OrderId orderId) {
        return reservations.get(orderId);
    }

    Account with(User user) {
        return new Account(userId, user, reservations, registration);
    }

    public Account with(Registration registration) {
        return new Account(userId, user, reservations, registration);
    }

    Account with(Credit credit) {
        return with(user.with(credit));
    }

    Account with(Reservation reservation) {
        var more = new HashMap<>(reservations);
        more.put(reservation.orderId(), reservation);
        return new Account(userId, user, more, registration);
    }
}
