package dev.warren.users;

import dev.warren.events.CreditRefusal;
import dev.warren.events.OrderId;
import dev.warren.events.UserId;
import dev.warren.users.Reservation.Refused;
import dev.warren.users.Reservation.Released;
import dev.warren.users.Reservation.Reserved;
import dev.warren.users.Reservation.Tombstone;
import dev.warren.users.UserInput.OrderCancelled;
import dev.warren.users.UserInput.OrderPlaced;
import dev.warren.users.UserInput.RegisterUser;
import java.time.Instant;
import java.util.Map;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/** One user with a limit of 100 euros, one order of 42.50, and what can have become of its credit. */
public final class Fixtures {

    public static final Instant START = Instant.parse("2026-03-01T10:00:00Z");
    public static final Instant LATER = START.plusSeconds(60);

    public static final OrderId ORDER = OrderId.parse("019a0b1c-2d3e-7f40-8a1b-2c3d4e5f6071");
    public static final UserId USER = UserId.parse("019a0b1c-0000-7000-8000-000000000001");
    public static final UserId SOMEBODY_ELSE = UserId.parse("019a0b1c-0000-7000-8000-000000000002");
    public static final Profile ADA = new Profile("Ada Lovelace", "ada@example.org");
    public static final Money LIMIT = euros("100.00");
    public static final Money TOTAL = euros("42.50");
    public static final Money NOTHING = euros("0.00");

    public static final RegisterUser REGISTER = new RegisterUser(USER, ADA, LIMIT);
    public static final OrderPlaced PLACED = placed(TOTAL);
    public static final OrderCancelled CANCELLED = new OrderCancelled(ORDER, USER, TOTAL);

    private Fixtures() {}

    public static Money euros(String amount) {
        return Money.parse("EUR " + amount);
    }

    public static OrderPlaced placed(Money total) {
        return new OrderPlaced(ORDER, USER, total);
    }

    public static User aUser() {
        return new User(USER, ADA, Credit.upTo(LIMIT), 2);
    }

    public static User aUserWithReserved(Money reserved) {
        return new User(USER, ADA, new Credit(LIMIT, reserved), 2);
    }

    public static User anErasedUserWithReserved(Money reserved) {
        return new User(USER, null, new Credit(LIMIT, reserved), 3);
    }

    public static Account accountOf(User user) {
        return new Account(user.id(), user, Map.of());
    }

    public static Account accountOf(User user, Reservation reservation) {
        return new Account(user.id(), user, Map.of(reservation.orderId(), reservation));
    }

    public static Account accountOfNobody(Reservation reservation) {
        return Account.ofNobody(USER).with(reservation);
    }

    public static Reserved aReservation() {
        return new Reserved(ORDER, USER, TOTAL, Answer.first(START));
    }

    public static Refused aRefusal() {
        return aRefusal(CreditRefusal.INSUFFICIENT_CREDIT);
    }

    public static Refused aRefusal(CreditRefusal reason) {
        return new Refused(ORDER, USER, reason, Answer.first(START));
    }

    public static Released aReleasedReservation() {
        return new Released(ORDER, USER, TOTAL, new Answer(2, START));
    }

    public static Released aReleaseAfterARefusal() {
        return new Released(ORDER, USER, NOTHING, new Answer(2, START));
    }

    public static Tombstone anOrderCancelledBeforeItWasPlaced() {
        return new Tombstone(ORDER, USER, CurrencyUnit.EUR, Answer.first(START));
    }

    public static Account anAccountWithAReservation() {
        return accountOf(aUserWithReserved(TOTAL), aReservation());
    }
}
