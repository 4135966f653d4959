package dev.warren.payments;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.messaging.Decision;
import dev.warren.messaging.Decision.Contradiction;
import dev.warren.messaging.Decision.Decided;
import dev.warren.messaging.Decision.Ignored;
import dev.warren.messaging.Said;
import java.time.Instant;
import java.util.List;

/** Given a payment, when something happens, then what becomes of it. */
final class Story {

    private static final PaymentDecider DECIDER = new PaymentDecider(Fixtures.TERMS);

    private final Decision<Payment, ProviderCall> decision;

    private Story(Decision<Payment, ProviderCall> decision) {
        this.decision = decision;
    }

    record Given(Payment state) {
        Story when(PaymentInput input, Instant now) {
            return new Story(DECIDER.decide(state, input, now));
        }

        Story when(PaymentInput input) {
            return when(input, Fixtures.LATER);
        }
    }

    static Given givenNoPayment() {
        return new Given(null);
    }

    static Given given(Payment state) {
        return new Given(state);
    }

    Story becomes(Payment state) {
        assertThat(decided().state()).isEqualTo(state);
        return this;
    }

    Story says(Said... said) {
        assertThat(decided().said()).containsExactly(said);
        return this;
    }

    Story saysNothing() {
        return says();
    }

    Story asksFor(ProviderCall... calls) {
        assertThat(decided().effects()).containsExactly(calls);
        return this;
    }

    Story asksForNothing() {
        return asksFor();
    }

    void isIgnored() {
        assertThat(decision).isEqualTo(Decision.ignore());
    }

    private Decided<Payment, ProviderCall> decided() {
        assertThat(decision).isInstanceOf(Decided.class);
        return (Decided<Payment, ProviderCall>) decision;
    }

    /** The decision in the words of {@link PaymentTableTest}. */
    String outcome() {
        return switch (decision) {
            case Ignored<Payment, ProviderCall> it -> "ignore";
            case Contradiction<Payment, ProviderCall> it -> "impossible";
            case Decided<Payment, ProviderCall> it ->
                PaymentStatus.of(it.state()) + said(it.said()) + asked(it.effects());
        };
    }

    private static String said(List<Said> said) {
        return said.isEmpty()
                ? ""
                : ", says " + said.getFirst().event().getClass().getSimpleName() + " "
                        + said.getFirst().sequence();
    }

    private static String asked(List<ProviderCall> asked) {
        return asked.isEmpty() ? "" : ", calls " + asked.getFirst().getClass().getSimpleName();
    }
}
