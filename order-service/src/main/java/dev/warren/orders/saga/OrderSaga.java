package dev.warren.orders.saga;

import static dev.warren.events.CancellationReason.BY_CUSTOMER;
import static dev.warren.events.CancellationReason.CREDIT_TIMEOUT;
import static dev.warren.events.CancellationReason.PAYMENT_DECLINED;
import static dev.warren.events.CancellationReason.PAYMENT_TIMEOUT;
import static dev.warren.orders.saga.Outstanding.NOTHING;
import static dev.warren.orders.saga.Outstanding.RELEASE;
import static dev.warren.orders.saga.Outstanding.RELEASE_AND_REFUND;

import dev.warren.events.CancellationReason;
import dev.warren.events.CreditRefusal;
import dev.warren.events.OrderEvent;
import dev.warren.events.OrderEvent.OrderCancelled;
import dev.warren.events.OrderEvent.OrderConfirmed;
import dev.warren.events.OrderEvent.OrderPlaced;
import dev.warren.events.OrderEvent.PaymentRequested;
import dev.warren.events.OrderId;
import dev.warren.events.PaymentEvent;
import dev.warren.events.PaymentMethod;
import dev.warren.events.UserEvent;
import dev.warren.messaging.Decider;
import dev.warren.messaging.Decision;
import dev.warren.orders.saga.Order.AwaitingCredit;
import dev.warren.orders.saga.Order.AwaitingPayment;
import dev.warren.orders.saga.Order.Cancelled;
import dev.warren.orders.saga.Order.Confirmed;
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
import dev.warren.orders.saga.OrderInput.ResendRequest;
import java.time.Instant;

/**
 * The saga table: one row per state and input. Every change of state says one event, so an event's sequence is the order's version.
 */
public final class OrderSaga implements Decider<OrderId, Order, OrderInput, Void> {

    private final Deadlines deadlines;

    public OrderSaga(Deadlines deadlines) {
        this.deadlines = deadlines;
    }

    @Override
    public Decision<Order, Void> decide(Order state, OrderInput input, Instant now) {
        return switch (state) {
            case null ->
                switch (input) {
                    case PlaceOrder order -> place(order.purchase(), now);
                    case CancelOrder unknown -> ignore();
                    case ResendRequest unknown -> ignore();
                    case DeadlinePassed unknown -> ignore();
                    case Answer answer -> impossible(answer, "there is no such order");
                };
            case AwaitingCredit it ->
                switch (input) {
                    case CreditReserved answer -> requestPayment(it, now);
                    case CreditRefused answer -> cancel(it, because(answer.reason()), NOTHING, now);
                    case PaymentCaptured answer -> impossible(answer, "no payment was requested yet");
                    case PaymentDeclined answer -> impossible(answer, "no payment was requested yet");
                    case DeadlinePassed due -> it.isOverdue(now) ? cancel(it, CREDIT_TIMEOUT, RELEASE, now) : ignore();
                    case CancelOrder wish -> cancel(it, BY_CUSTOMER, RELEASE, now);
                    case ResendRequest wish -> say(it.again(now), placed(it.purchase()));
                    case CreditReleased answer -> ignore();
                    case PaymentRefunded answer -> ignore();
                    case PlaceOrder again -> ignore();
                };
            case AwaitingPayment it ->
                switch (input) {
                    case CreditReserved again -> ignore();
                    case CreditRefused answer -> impossible(answer, "the credit is reserved");
                    case PaymentCaptured answer -> confirm(it, now);
                    case PaymentDeclined answer -> cancel(it, PAYMENT_DECLINED, RELEASE, now);
                    case DeadlinePassed due ->
                        it.isOverdue(now) ? cancel(it, PAYMENT_TIMEOUT, RELEASE_AND_REFUND, now) : ignore();
                    case CancelOrder wish -> cancel(it, BY_CUSTOMER, RELEASE_AND_REFUND, now);
                    case ResendRequest wish -> say(it.again(now), paymentRequested(it.purchase()));
                    case CreditReleased answer -> ignore();
                    case PaymentRefunded answer -> ignore();
                    case PlaceOrder again -> ignore();
                };
            case Confirmed it ->
                switch (input) {
                    case CreditReserved again -> ignore();
                    case CreditRefused answer -> impossible(answer, "the credit is reserved");
                    case PaymentCaptured again -> ignore();
                    case PaymentDeclined answer -> impossible(answer, "the payment is captured");
                    case DeadlinePassed late -> ignore();
                    case CancelOrder wish -> cancel(it, BY_CUSTOMER, RELEASE_AND_REFUND, now);
                    case ResendRequest wish -> nothingToResend(it);
                    case CreditReleased answer -> ignore();
                    case PaymentRefunded answer -> ignore();
                    case PlaceOrder again -> ignore();
                };
            case Cancelled it ->
                switch (input) {
                    case CreditReserved late -> ignore(); // the release undoes it
                    case CreditRefused late -> ignore(); // the release, of nothing, follows
                    case PaymentCaptured late -> ignore(); // the refund undoes it
                    case PaymentDeclined answer -> note(it, it.outstanding().withoutRefund(), now);
                    case DeadlinePassed late -> ignore();
                    case CancelOrder again -> ignore();
                    case ResendRequest wish -> resend(it, now);
                    case CreditReleased answer -> note(it, it.outstanding().withoutRelease(), now);
                    case PaymentRefunded answer -> note(it, it.outstanding().withoutRefund(), now);
                    case PlaceOrder again -> ignore();
                };
        };
    }

    private Decision<Order, Void> place(Purchase order, Instant now) {
        return say(new AwaitingCredit(order, Progress.start(now), now.plus(deadlines.creditDeadline())), placed(order));
    }

    private static OrderPlaced placed(Purchase order) {
        return new OrderPlaced(
                order.id(),
                order.userId(),
                order.items(),
                order.total(),
                PaymentMethod.card(order.paymentMethod()),
                order.deliveryCountry());
    }

    private Decision<Order, Void> requestPayment(AwaitingCredit it, Instant now) {
        var order = it.purchase();
        return say(
                new AwaitingPayment(order, it.progress().next(now), now.plus(deadlines.paymentDeadline())),
                paymentRequested(order));
    }

    private static PaymentRequested paymentRequested(Purchase order) {
        return new PaymentRequested(order.id(), order.userId(), order.total(), order.paymentMethod());
    }

    private static Decision<Order, Void> confirm(AwaitingPayment it, Instant now) {
        var order = it.purchase();
        return say(
                new Confirmed(order, it.progress().next(now)),
                new OrderConfirmed(order.id(), order.userId(), order.total()));
    }

    private static Decision<Order, Void> cancel(Order it, CancellationReason reason, Outstanding left, Instant now) {
        var order = it.purchase();
        return say(
                new Cancelled(order, it.progress().next(now), reason, left),
                new OrderCancelled(order.id(), order.userId(), order.total(), reason));
    }

    /**
     * Says the cancellation again, which user-service always answers. Payment-service answers it only once: what is refunded or declined
     * already it says again to whoever asks for the payment, and by then it knows of the cancellation.
     */
    private static Decision<Order, Void> resend(Cancelled it, Instant now) {
        var order = it.purchase();
        var cancelled = new OrderCancelled(order.id(), order.userId(), order.total(), it.reason());
        return switch (it.outstanding()) {
            case NOTHING -> nothingToResend(it);
            case RELEASE -> say(it.again(now), cancelled);
            case REFUND, RELEASE_AND_REFUND -> {
                var once = it.again(now);
                var twice = once.again(now);
                yield Decision.<Order, Void>become(twice)
                        .say(cancelled, once.progress().sequence(), now)
                        .say(paymentRequested(order), twice.progress().sequence(), now);
            }
        };
    }

    private static Decision<Order, Void> nothingToResend(Order it) {
        return Decision.contradiction("order %s is %s and waits for no answer".formatted(it.id(), it.status()));
    }

    private static Decision<Order, Void> say(Order next, OrderEvent event) {
        return Decision.<Order, Void>become(next)
                .say(event, next.progress().sequence(), next.progress().updatedAt());
    }

    /** An answer that was noted before, or that nobody waits for, changes nothing. */
    private static Decision<Order, Void> note(Cancelled it, Outstanding left, Instant now) {
        return left == it.outstanding() ? ignore() : Decision.become(it.noted(left, now));
    }

    private static Decision<Order, Void> ignore() {
        return Decision.ignore();
    }

    private static Decision<Order, Void> impossible(Answer answer, String because) {
        return Decision.contradiction("%s for order %s cannot be: %s"
                .formatted(answer.getClass().getSimpleName(), answer.orderId(), because));
    }

    private static CancellationReason because(CreditRefusal refusal) {
        return switch (refusal) {
            case UNKNOWN_USER -> CancellationReason.UNKNOWN_USER;
            case INSUFFICIENT_CREDIT -> CancellationReason.INSUFFICIENT_CREDIT;
            case CURRENCY_MISMATCH -> CancellationReason.CURRENCY_MISMATCH;
        };
    }

    @Override
    public OrderInput hear(Object event, long sequence) {
        return switch (event) {
            case UserEvent.CreditReserved it -> new CreditReserved(it.orderId());
            case UserEvent.CreditRefused it -> new CreditRefused(it.orderId(), it.reason());
            case UserEvent.CreditReleased it -> new CreditReleased(it.orderId());
            case PaymentEvent.PaymentCaptured it -> new PaymentCaptured(it.orderId());
            case PaymentEvent.PaymentDeclined it -> new PaymentDeclined(it.orderId());
            case PaymentEvent.PaymentRefunded it -> new PaymentRefunded(it.orderId());
            default ->
                throw new IllegalArgumentException("order-service does not hear "
                        + event.getClass().getSimpleName() + ": it hears answers about credit and payment");
        };
    }

    @Override
    public OrderId key(OrderInput input) {
        return input.orderId();
    }
}
