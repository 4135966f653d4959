package dev.warren.users;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.events.OrderId;
import dev.warren.events.UserEvent.CreditEvent;
import dev.warren.messaging.Decision.Contradiction;
import dev.warren.messaging.Decision.Decided;
import dev.warren.messaging.Decision.Ignored;
import dev.warren.messaging.Said;
import dev.warren.users.Reservation.Reserved;
import dev.warren.users.Reservation.Tombstone;
import dev.warren.users.UserInput.OrderPlaced;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.joda.money.Money;

/** One user's account and everything that was said about the credit of the user's orders, repetitions included. */
final class CreditWorld {

    private final CreditDecider decider = new CreditDecider();
    private final Map<OrderId, List<Said>> said = new HashMap<>();
    private Account account;
    private Instant now = Fixtures.START;

    void happens(UserInput input) {
        now = now.plusSeconds(1);
        switch (decider.decide(account, input, now)) {
            case Decided<Account, Void> decided -> {
                account = decided.state();
                decided.said().forEach(this::hear);
            }
            case Ignored<Account, Void> ignored ->
                assertThat(account.reservation(((OrderPlaced) input).orderId())).isInstanceOf(Tombstone.class);
            case Contradiction<Account, Void> it -> throw new AssertionError(it.reason());
        }
    }

    private void hear(Said event) {
        if (event.event() instanceof CreditEvent credit) {
            said.computeIfAbsent(credit.orderId(), order -> new ArrayList<>()).add(event);
        }
    }

    /** Empty before the user has registered. */
    Optional<Money> reserved() {
        return Optional.ofNullable(account)
                .map(Account::user)
                .map(user -> user.credit().reserved());
    }

    List<Money> liveReservations() {
        return account.reservations().values().stream()
                .filter(Reserved.class::isInstance)
                .map(it -> ((Reserved) it).amount())
                .toList();
    }

    Reservation reservation(OrderId order) {
        return account.reservation(order);
    }

    CreditEvent lastSaid(OrderId order) {
        return (CreditEvent) said.get(order).getLast().event();
    }

    /** By order. */
    Collection<List<Said>> said() {
        return said.values();
    }
}
