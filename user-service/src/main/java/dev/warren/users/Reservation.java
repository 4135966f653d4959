package dev.warren.users;

import dev.warren.events.CreditRefusal;
import dev.warren.events.OrderId;
import dev.warren.events.UserEvent.CreditEvent;
import dev.warren.events.UserEvent.CreditRefused;
import dev.warren.events.UserEvent.CreditReleased;
import dev.warren.events.UserEvent.CreditReserved;
import dev.warren.events.UserId;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/** What was decided about the credit of one order. Kept for good, so that it outlives every redelivery. */
public sealed interface Reservation {

    OrderId orderId();

    UserId userId();

    Answer answer();

    /** The answer's event. */
    CreditEvent event();

    /** Stays so when the order is confirmed: its credit is spent. */
    record Reserved(OrderId orderId, UserId userId, Money amount, Answer answer) implements Reservation {
        @Override
        public CreditReserved event() {
            return new CreditReserved(orderId, userId, amount);
        }
    }

    record Refused(OrderId orderId, UserId userId, CreditRefusal reason, Answer answer) implements Reservation {
        @Override
        public CreditRefused event() {
            return new CreditRefused(orderId, userId, reason);
        }
    }

    /** @param amount zero if the credit had been refused */
    record Released(OrderId orderId, UserId userId, Money amount, Answer answer) implements Reservation {
        @Override
        public CreditReleased event() {
            return new CreditReleased(orderId, userId, amount);
        }
    }

    /** Cancelled before it was placed, as it was heard here: nothing will be reserved. */
    record Tombstone(OrderId orderId, UserId userId, CurrencyUnit currency, Answer answer) implements Reservation {
        @Override
        public CreditReleased event() {
            return new CreditReleased(orderId, userId, Money.zero(currency));
        }
    }
}
