package dev.warren.users;

import dev.warren.events.OrderId;
import dev.warren.events.UserId;
import org.joda.money.Money;

/** Everything that can happen to an account. */
public sealed interface UserInput {

    UserId userId();

    /** Somebody opens an account, under an id that nobody has. */
    record RegisterUser(UserId userId, Profile profile, Money creditLimit) implements UserInput {}

    /** Something happened to an order of the user. */
    sealed interface OrderInput extends UserInput {
        OrderId orderId();

        Money total();
    }

    record OrderPlaced(OrderId orderId, UserId userId, Money total) implements OrderInput {}

    record OrderCancelled(OrderId orderId, UserId userId, Money total) implements OrderInput {}
}
