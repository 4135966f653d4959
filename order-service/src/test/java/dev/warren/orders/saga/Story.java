package dev.warren.orders.saga;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.messaging.Decision;
import dev.warren.messaging.Decision.Contradiction;
import dev.warren.messaging.Decision.Decided;
import dev.warren.messaging.Decision.Ignored;
import dev.warren.messaging.Said;
import dev.warren.orders.Fixtures;
import dev.warren.orders.saga.Order.Cancelled;
import java.time.Instant;
import java.util.List;

/** Given an order, when something happens, then what becomes of it. */
final class Story {

    private static final OrderSaga SAGA = new OrderSaga(Fixtures.DEADLINES);

    private final Decision<Order, Void> decision;

    private Story(Decision<Order, Void> decision) {
        this.decision = decision;
    }

    record Given(Order state) {
        Story when(OrderInput input, Instant now) {
            return new Story(SAGA.decide(state, input, now));
        }
    }

    static Given givenNoOrder() {
        return new Given(null);
    }

    static Given given(Order state) {
        return new Given(state);
    }

    Story becomes(Order state) {
        assertThat(decided().state()).isEqualTo(state);
        return this;
    }

    Story says(Object event, long sequence, Instant at) {
        assertThat(decided().said()).containsExactly(new Said(event, sequence, at));
        return this;
    }

    Story saysNothing() {
        assertThat(decided().said()).isEmpty();
        return this;
    }

    void isIgnored() {
        assertThat(decision).isEqualTo(Decision.ignore());
    }

    void isAContradiction(String reason) {
        assertThat(decision).isEqualTo(Decision.contradiction(reason));
    }

    private Decided<Order, Void> decided() {
        assertThat(decision).isInstanceOf(Decided.class);
        return (Decided<Order, Void>) decision;
    }

    /** The decision in the words of {@link SagaTableTest}. */
    String outcome() {
        return switch (decision) {
            case Ignored<Order, Void> it -> "ignore";
            case Contradiction<Order, Void> it -> "dead-letter";
            case Decided<Order, Void> it -> inWords(it.state()) + said(it.said());
        };
    }

    private static String inWords(Order order) {
        return order instanceof Cancelled it
                ? "CANCELLED %s awaits %s".formatted(it.reason(), it.outstanding())
                : order.status().name();
    }

    private static String said(List<Said> said) {
        return said.stream()
                .map(it -> it.event().getClass().getSimpleName() + " " + it.sequence())
                .reduce((one, other) -> one + " and " + other)
                .map(events -> ", says " + events)
                .orElse("");
    }
}
