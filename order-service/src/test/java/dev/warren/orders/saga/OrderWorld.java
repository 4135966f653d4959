package dev.warren.orders.saga;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.events.CreditRefusal;
import dev.warren.events.OrderEvent.OrderCancelled;
import dev.warren.events.OrderEvent.OrderPlaced;
import dev.warren.events.OrderEvent.PaymentRequested;
import dev.warren.messaging.Decision.Contradiction;
import dev.warren.messaging.Decision.Decided;
import dev.warren.messaging.Decision.Ignored;
import dev.warren.messaging.Said;
import dev.warren.orders.Fixtures;
import dev.warren.orders.saga.Order.Open;
import dev.warren.orders.saga.OrderInput.Answer;
import dev.warren.orders.saga.OrderInput.CancelOrder;
import dev.warren.orders.saga.OrderInput.CreditRefused;
import dev.warren.orders.saga.OrderInput.CreditReleased;
import dev.warren.orders.saga.OrderInput.CreditReserved;
import dev.warren.orders.saga.OrderInput.DeadlinePassed;
import dev.warren.orders.saga.OrderInput.PaymentCaptured;
import dev.warren.orders.saga.OrderInput.PaymentDeclined;
import dev.warren.orders.saga.OrderInput.PaymentRefunded;
import dev.warren.orders.saga.OrderInput.PlaceOrder;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * One order with its customer, a user-service and a payment-service that keep the contract, and a broker between them that delivers
 * late, out of order and more than once.
 */
final class OrderWorld {

    private enum Credit {
        UNDECIDED,
        RESERVED,
        REFUSED,
        RELEASED
    }

    private enum Payment {
        NONE,
        TOMBSTONE,
        CAPTURED,
        DECLINED,
        REFUNDED
    }

    private final OrderSaga saga = new OrderSaga(Fixtures.DEADLINES);
    private final boolean hasCredit;
    private final boolean cardWorks;
    private final List<Said> said = new ArrayList<>();
    private final List<Object> delivered = new ArrayList<>();
    private final List<Answer> answers = new ArrayList<>();
    private final List<Answer> heard = new ArrayList<>();
    final List<Order> states = new ArrayList<>();
    private Credit credit = Credit.UNDECIDED;
    private Payment payment = Payment.NONE;
    private Instant now = Fixtures.START;
    private Order order;

    OrderWorld(boolean hasCredit, boolean cardWorks) {
        this.hasCredit = hasCredit;
        this.cardWorks = cardWorks;
        input(new PlaceOrder(Fixtures.aPurchase()));
    }

    /** What can happen next; {@code pick} says to which message. */
    record Step(Kind kind, int pick) {

        enum Kind {
            /** One of the order's events reaches its listeners, perhaps not for the first time. */
            TELL,
            /** One of their answers reaches the order, perhaps not for the first time. */
            ANSWER,
            CANCEL,
            DEADLINE,
            TIME
        }
    }

    void happens(Step step) {
        switch (step.kind()) {
            case TELL -> tell(said.get(step.pick() % said.size()).event());
            case ANSWER -> {
                if (!answers.isEmpty()) {
                    answer(answers.get(step.pick() % answers.size()));
                }
            }
            case CANCEL -> input(new CancelOrder(Fixtures.ORDER));
            case DEADLINE -> input(new DeadlinePassed(Fixtures.ORDER));
            case TIME -> now = now.plus(Duration.ofMinutes(step.pick() % 10));
        }
    }

    /** From now on whatever was said arrives, and deadlines pass. */
    void calmsDown() {
        for (int before = -1; before != delivered.size() + heard.size(); ) {
            before = delivered.size() + heard.size();
            said.stream()
                    .map(Said::event)
                    .filter(event -> !delivered.contains(event))
                    .toList()
                    .forEach(this::tell);
            answers.stream().filter(answer -> !heard.contains(answer)).toList().forEach(this::answer);
        }
        now = now.plus(Duration.ofDays(1));
        input(new DeadlinePassed(Fixtures.ORDER));
    }

    List<Said> said() {
        return said;
    }

    Order order() {
        return order;
    }

    /** By the books of the others, not by what the order knows. */
    boolean nobodyOwesAnAnswer() {
        boolean creditIsBack = heard.stream().anyMatch(it -> it instanceof CreditReleased);
        boolean creditWasRefused = order instanceof Order.Cancelled it
                && it.reason().name().equals(refusal().name());
        boolean paymentWasRequested = said.stream().anyMatch(it -> it.event() instanceof PaymentRequested);
        boolean paymentIsAnswered =
                heard.stream().anyMatch(it -> it instanceof PaymentDeclined || it instanceof PaymentRefunded);
        return (creditIsBack || creditWasRefused) && (!paymentWasRequested || paymentIsAnswered);
    }

    private void tell(Object event) {
        delivered.add(event);
        switch (event) {
            case OrderPlaced it
            when credit == Credit.UNDECIDED -> {
                credit = hasCredit ? Credit.RESERVED : Credit.REFUSED;
                answers.add(
                        hasCredit ? new CreditReserved(Fixtures.ORDER) : new CreditRefused(Fixtures.ORDER, refusal()));
            }
            case PaymentRequested it
            when payment == Payment.NONE && cardWorks -> {
                payment = Payment.CAPTURED;
                answers.add(new PaymentCaptured(Fixtures.ORDER));
            }
            case PaymentRequested it
            when payment == Payment.NONE || payment == Payment.TOMBSTONE -> {
                payment = Payment.DECLINED;
                answers.add(new PaymentDeclined(Fixtures.ORDER));
            }
            case OrderCancelled it -> {
                if (credit != Credit.RELEASED) {
                    credit = Credit.RELEASED;
                    answers.add(new CreditReleased(Fixtures.ORDER));
                }
                if (payment == Payment.NONE) {
                    payment = Payment.TOMBSTONE;
                } else if (payment == Payment.CAPTURED) {
                    payment = Payment.REFUNDED;
                    answers.add(new PaymentRefunded(Fixtures.ORDER));
                }
            }
            default -> {
                // Confirmations, and what is told again, change nothing there.
            }
        }
    }

    private void answer(Answer answer) {
        input(answer);
        heard.add(answer);
        assertThat(order.isSettled())
                .isEqualTo(!(order instanceof Open) && (order instanceof Order.Confirmed || nobodyOwesAnAnswer()));
    }

    private void input(OrderInput input) {
        switch (saga.decide(order, input, now)) {
            case Ignored<Order, Void> nothing -> {}
            case Contradiction<Order, Void> it -> throw new AssertionError(it.reason());
            case Decided<Order, Void> it -> {
                order = it.state();
                states.add(order);
                said.addAll(it.said());
            }
        }
    }

    private static CreditRefusal refusal() {
        return CreditRefusal.INSUFFICIENT_CREDIT;
    }
}
