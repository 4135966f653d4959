package dev.warren.users;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.messaging.Decision;
import dev.warren.messaging.Decision.Contradiction;
import dev.warren.messaging.Decision.Decided;
import dev.warren.messaging.Said;
import java.time.Instant;

/** Given an account, when something happens, then what becomes of it. */
final class Story {

    private static final CreditDecider DECIDER = new CreditDecider();

    private final Decision<Account, Void> decision;

    private Story(Decision<Account, Void> decision) {
        this.decision = decision;
    }

    record Given(Account state) {
        Story when(UserInput input, Instant now) {
            return new Story(DECIDER.decide(state, input, now));
        }

        Story when(UserInput input) {
            return when(input, Fixtures.LATER);
        }
    }

    static Given givenNobody() {
        return new Given(null);
    }

    static Given given(Account state) {
        return new Given(state);
    }

    static Given given(User user) {
        return new Given(Fixtures.accountOf(user));
    }

    Story becomes(Account state) {
        assertThat(decided().state()).isEqualTo(state);
        return this;
    }

    Story says(Said... said) {
        assertThat(decided().said()).containsExactly(said);
        return this;
    }

    /** The answer that the order has in the end. */
    Story says(Reservation reservation) {
        return says(new Said(
                reservation.event(),
                reservation.answer().sequence(),
                reservation.answer().at()));
    }

    void isIgnored() {
        assertThat(decision).isEqualTo(Decision.ignore());
    }

    void isImpossible(String because) {
        assertThat(decision).isInstanceOf(Contradiction.class);
        assertThat(((Contradiction<Account, Void>) decision).reason()).contains(because);
    }

    private Decided<Account, Void> decided() {
        assertThat(decision).isInstanceOf(Decided.class);
        return (Decided<Account, Void>) decision;
    }
}
