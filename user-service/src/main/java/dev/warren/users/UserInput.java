package dev.warren.users;

import dev.warren.events.OrderId;
import dev.warren.events.UserId;
import io.micronaut.core.annotation.Nullable;
import org.joda.money.Money;

/** Everything that can happen to an account. */
public sealed interface UserInput {

    UserId userId();

    /**
     * Somebody opens an account, under an id that nobody has.
     *
     * @param idempotencyKey under which the same may be asked again, or null
     */
    record RegisterUser(
            UserId userId,
            Profile profile,
            Money creditLimit,
            @Nullable String idempotencyKey) implements UserInput {

        public RegisterUser(UserId userId, Profile profile, Money creditLimit) {
            this(userId, profile, creditLimit, null);
        }

        /** Holds personal data, which its text form leaves out. */
        @Override
        public String toString() {
            return "RegisterUser[" + userId + "]";
        }
    }

    /** Something happened to an order of the user. */
    sealed interface OrderInput extends UserInput {
        OrderId orderId();

        Money total();
    }

    record OrderPlaced(OrderId orderId, UserId userId, Money total) implements OrderInput {}

    record OrderCancelled(OrderId orderId, UserId userId, Money total) implements OrderInput {}
}
