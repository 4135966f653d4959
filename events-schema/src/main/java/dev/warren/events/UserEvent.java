package dev.warren.events;

import java.util.Optional;
import java.util.UUID;
import org.joda.money.Money;

/** What user-service says. */
public sealed interface UserEvent extends Event {

    UserId userId();

    @Override
    default UUID subject() {
        return userId().value();
    }

    @Override
    default Optional<OrderId> order() {
        return Optional.empty();
    }

    /** A new account. Holds personal data, which its text form leaves out. */
    record UserRegistered(UserId userId, String name, String email) implements UserEvent {
        public UserRegistered {
            Checks.present("userId", userId);
            Checks.name("name", name);
            Checks.email("email", email);
        }

        @Override
        public String toString() {
            return "UserRegistered[userId=" + userId + "]";
        }
    }

    /** A new name or address; both are told, whichever changed. Holds personal data, which its text form leaves out. */
    record UserUpdated(UserId userId, String name, String email) implements UserEvent {
        public UserUpdated {
            Checks.present("userId", userId);
            Checks.name("name", name);
            Checks.email("email", email);
        }

        @Override
        public String toString() {
            return "UserUpdated[userId=" + userId + "]";
        }
    }

    /** How much of the user's orders may be open at once. */
    record CreditLimitChanged(UserId userId, Money creditLimit) implements UserEvent {
        public CreditLimitChanged {
            Checks.present("userId", userId);
            Checks.notNegative("creditLimit", creditLimit);
        }
    }

    /** The user's personal data is gone; whoever holds a copy deletes it. */
    record UserErased(UserId userId) implements UserEvent {
        public UserErased {
            Checks.present("userId", userId);
        }
    }

    /** An answer about one order's credit. Its subject is the order. */
    sealed interface CreditEvent extends UserEvent {

        OrderId orderId();

        @Override
        default UUID subject() {
            return orderId().value();
        }

        @Override
        default Optional<OrderId> order() {
            return Optional.of(orderId());
        }
    }

    /** The order's total is set aside. */
    record CreditReserved(OrderId orderId, UserId userId, Money amount) implements CreditEvent {
        public CreditReserved {
            Checks.present("orderId", orderId);
            Checks.present("userId", userId);
            Checks.positive("amount", amount);
        }
    }

    /** The answer to a cancellation; the amount is zero if nothing had been reserved. */
    record CreditReleased(OrderId orderId, UserId userId, Money amount) implements CreditEvent {
        public CreditReleased {
            Checks.present("orderId", orderId);
            Checks.present("userId", userId);
            Checks.notNegative("amount", amount);
        }
    }

    /** Nothing is set aside: the order cannot go on. */
    record CreditRefused(OrderId orderId, UserId userId, CreditRefusal reason) implements CreditEvent {
        public CreditRefused {
            Checks.present("orderId", orderId);
            Checks.present("userId", userId);
            Checks.present("reason", reason);
        }
    }
}
