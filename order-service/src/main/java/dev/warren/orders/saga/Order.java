package dev.warren.orders.saga;

import dev.warren.events.CancellationReason;
import dev.warren.events.OrderId;
import java.time.Instant;

/** An order on its way. Immutable. */
public sealed interface Order {

    Purchase purchase();

    Progress progress();

    default OrderId id() {
        return purchase().id();
    }

    /** Not at its end yet: given up when its deadline passes. */
    sealed interface Open extends Order {
        Instant deadline();

        /** False too for a deadline that was moved, or belonged to the state before. */
        default boolean isOverdue(Instant now) {
            return !now.isBefore(deadline());
        }
    }

    record AwaitingCredit(Purchase purchase, Progress progress, Instant deadline) implements Open {

        AwaitingCredit again(Instant now) {
            return new AwaitingCredit(purchase, progress.next(now), deadline);
        }
    }

    record AwaitingPayment(Purchase purchase, Progress progress, Instant deadline) implements Open {

        AwaitingPayment again(Instant now) {
            return new AwaitingPayment(purchase, progress.next(now), deadline);
        }
    }

    record Confirmed(Purchase purchase, Progress progress) implements Order {}

    record Cancelled(Purchase purchase, Progress progress, CancellationReason reason, Outstanding outstanding)
            implements Order {

        Cancelled again(Instant now) {
            return new Cancelled(purchase, progress.next(now), reason, outstanding);
        }

        Cancelled noted(Outstanding left, Instant now) {
            return new Cancelled(purchase, progress.noted(now), reason, left);
        }
    }

    default OrderStatus status() {
        return switch (this) {
            case AwaitingCredit it -> OrderStatus.PLACED;
            case AwaitingPayment it -> OrderStatus.CREDIT_RESERVED;
            case Confirmed it -> OrderStatus.CONFIRMED;
            case Cancelled it -> OrderStatus.CANCELLED;
        };
    }

    /** Two orders of the same version are the same to whoever reads them: a deadline may move, and an answer be noted, without an event. */
    default String version() {
        return progress().sequence()
                + switch (this) {
                    case Open it -> "-" + it.deadline().toEpochMilli();
                    case Confirmed it -> "";
                    case Cancelled it ->
                        "-" + it.outstanding() + "-" + progress().updatedAt().toEpochMilli();
                };
    }

    /** Whether it is at its end and nobody owes it an answer. */
    default boolean isSettled() {
        return switch (this) {
            case Open it -> false;
            case Confirmed it -> true;
            case Cancelled it -> it.outstanding() == Outstanding.NOTHING;
        };
    }
}
