package dev.warren.users;

import dev.warren.edge.caching.IfMatch;
import dev.warren.edge.idempotency.CallersKey;
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
            @Nullable CallersKey idempotencyKey) implements UserInput {

        public RegisterUser(UserId userId, Profile profile, Money creditLimit) {
            this(userId, profile, creditLimit, null);
        }

        /** Holds personal data, which its text form leaves out. */
        @Override
        public String toString() {
            return "RegisterUser[" + userId + "]";
        }
    }

    /** A change of a user, asked for over HTTP. It changes nothing about somebody who is unknown or erased. */
    sealed interface ChangeUser extends UserInput {

        /** What whoever asks has seen; refused if the user is another by now. */
        IfMatch ifMatch();
    }

    /** @param name the new one, or null to keep the old; so with {@code email} */
    record ChangeProfile(
            UserId userId, @Nullable String name, @Nullable String email, IfMatch ifMatch) implements ChangeUser {

        /** Holds personal data, which its text form leaves out. */
        @Override
        public String toString() {
            return "ChangeProfile[" + userId + "]";
        }
    }

    record ChangeCreditLimit(UserId userId, Money creditLimit, IfMatch ifMatch) implements ChangeUser {}

    /** Their personal data goes; the account stays, so that its books still balance. */
    record EraseUser(UserId userId, IfMatch ifMatch) implements ChangeUser {}

    /** Something happened to an order of the user. */
    sealed interface OrderInput extends UserInput {
        OrderId orderId();

        Money total();
    }

    record OrderPlaced(OrderId orderId, UserId userId, Money total) implements OrderInput {}

    record OrderCancelled(OrderId orderId, UserId userId, Money total) implements OrderInput {}
}
