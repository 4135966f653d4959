package dev.warren.users;

import dev.warren.events.CreditRefusal;
import dev.warren.events.OrderEvent;
import dev.warren.events.UserId;
import dev.warren.messaging.Decider;
import dev.warren.messaging.Decision;
import dev.warren.messaging.Decision.Decided;
import dev.warren.users.Reservation.Refused;
import dev.warren.users.Reservation.Released;
import dev.warren.users.Reservation.Reserved;
import dev.warren.users.Reservation.Tombstone;
import dev.warren.users.UserInput.ChangeUser;
import dev.warren.users.UserInput.OrderCancelled;
import dev.warren.users.UserInput.OrderInput;
import dev.warren.users.UserInput.OrderPlaced;
import dev.warren.users.UserInput.RegisterUser;
import java.time.Instant;
import java.util.Optional;
import org.joda.money.Money;

/**
 * The credit table: one row per reservation and input. Every cancellation is answered by a release, of zero where nothing was
 * reserved: the order may have been cancelled before it heard of a refusal, and then it waits for the release.
 */
public final class CreditDecider implements Decider<UserId, Account, UserInput, Void> {

    @Override
    public UserInput hear(Object event, long sequence) {
        return switch (event) {
            case OrderEvent.OrderPlaced it -> new OrderPlaced(it.orderId(), it.userId(), it.total());
            case OrderEvent.OrderCancelled it -> new OrderCancelled(it.orderId(), it.userId(), it.total());
            default ->
                throw new IllegalArgumentException("user-service does not hear "
                        + event.getClass().getSimpleName() + ": it hears OrderPlaced and OrderCancelled");
        };
    }

    @Override
    public UserId key(UserInput input) {
        return input.userId();
    }

    @Override
    public Decision<Account, Void> decide(Account state, UserInput input, Instant now) {
        var account = state == null ? Account.ofNobody(input.userId()) : state;
        return switch (input) {
            case RegisterUser command -> UserChanges.register(account, command, now);
            case ChangeUser command -> UserChanges.change(account, command, now);
            case OrderInput order -> decide(account, account.reservation(order.orderId()), order, now);
        };
    }

    private static Decision<Account, Void> decide(
            Account account, Reservation reservation, OrderInput input, Instant now) {
        if (reservation != null && !reservation.userId().equals(input.userId())) {
            return Decision.contradiction("order %s belongs to user %s but %s names user %s"
                    .formatted(
                            input.orderId(),
                            reservation.userId(),
                            input.getClass().getSimpleName(),
                            input.userId()));
        }
        return switch (reservation) {
            case null ->
                switch (input) {
                    case OrderPlaced order -> reserve(account, order, now);
                    case OrderCancelled order -> say(account, tombstone(order, now));
                };
            case Reserved it ->
                switch (input) {
                    case OrderPlaced again -> say(account, it);
                    case OrderCancelled order -> release(account, it, now);
                };
            case Refused it ->
                switch (input) {
                    case OrderPlaced again -> say(account, it);
                    case OrderCancelled order -> say(account, released(it, nothing(order), now));
                };
            case Released it ->
                switch (input) {
                    case OrderPlaced again -> say(account, it);
                    case OrderCancelled again -> say(account, it);
                };
            case Tombstone it ->
                switch (input) {
                    case OrderPlaced late -> Decision.ignore();
                    case OrderCancelled again -> say(account, it);
                };
        };
    }

    private static Decision<Account, Void> reserve(Account account, OrderPlaced order, Instant now) {
        var answer = Answer.first(now);
        var refusal = refusal(account.user(), order.total());
        if (refusal.isPresent()) {
            return say(account, new Refused(order.orderId(), order.userId(), refusal.get(), answer));
        }
        var credit = account.user().credit().reserve(order.total());
        return say(account.with(credit), new Reserved(order.orderId(), order.userId(), order.total(), answer));
    }

    private static Optional<CreditRefusal> refusal(User user, Money total) {
        if (user == null || user.isErased()) {
            return Optional.of(CreditRefusal.UNKNOWN_USER);
        }
        Money available = user.credit().available();
        if (!available.isSameCurrency(total)) {
            return Optional.of(CreditRefusal.CURRENCY_MISMATCH);
        }
        return total.isGreaterThan(available) ? Optional.of(CreditRefusal.INSUFFICIENT_CREDIT) : Optional.empty();
    }

    private static Decision<Account, Void> release(Account account, Reserved it, Instant now) {
        if (account.user() == null) {
            return Decision.contradiction(
                    "order %s has credit of user %s, who has not registered".formatted(it.orderId(), it.userId()));
        }
        var credit = account.user().credit().release(it.amount());
        return say(account.with(credit), released(it, it.amount(), now));
    }

    private static Released released(Reservation it, Money amount, Instant now) {
        return new Released(it.orderId(), it.userId(), amount, it.answer().next(now));
    }

    private static Tombstone tombstone(OrderCancelled order, Instant now) {
        return new Tombstone(order.orderId(), order.userId(), order.total().getCurrencyUnit(), Answer.first(now));
    }

    private static Money nothing(OrderInput order) {
        return Money.zero(order.total().getCurrencyUnit());
    }

    /** Also says it again: what was stored has the sequence and the time with which it was said first. */
    private static Decided<Account, Void> say(Account account, Reservation it) {
        return become(account.with(it))
                .say(it.event(), it.answer().sequence(), it.answer().at());
    }

    private static Decided<Account, Void> become(Account next) {
        return Decision.become(next);
    }
}
