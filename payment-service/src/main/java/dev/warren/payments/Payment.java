package dev.warren.payments;

import dev.warren.events.OrderId;
import dev.warren.events.PaymentEvent;
import dev.warren.events.PaymentEvent.PaymentCaptured;
import dev.warren.events.PaymentEvent.PaymentDeclined;
import dev.warren.events.PaymentEvent.PaymentRefunded;
import dev.warren.events.PaymentRefusal;
import java.time.Instant;

/** What the payment of an order has come to. */
public sealed interface Payment {

    OrderId orderId();

    /** When it entered its status. */
    Instant since();

    /** Cancelled before payment was requested: a later request is declined. Kept for good. */
    record Tombstone(OrderId orderId, Instant since) implements Payment {}

    /** There is something to pay. */
    sealed interface Billed extends Payment {
        Bill bill();

        @Override
        default OrderId orderId() {
            return bill().orderId();
        }
    }

    /** Waiting for the provider. The state is the stored intent of the call, resumed at its deadline. */
    sealed interface Pending extends Billed {
        Asking asking();

        Pending asking(Asking next);

        Pending cancelled();

        @Override
        default Instant since() {
            return asking().since();
        }
    }

    /** The order has its answer, which can be said again. */
    sealed interface Answered extends Billed {
        Answer answer();

        PaymentEvent event();

        @Override
        default Instant since() {
            return answer().at();
        }
    }

    /** @param isCancelled whether the order was cancelled meanwhile: what is captured goes straight back */
    record Capturing(Bill bill, boolean isCancelled, Asking asking) implements Pending {
        @Override
        public Capturing asking(Asking next) {
            return new Capturing(bill, isCancelled, next);
        }

        @Override
        public Capturing cancelled() {
            return new Capturing(bill, true, asking);
        }
    }

    /** @param reference what the provider calls the capture */
    record Captured(Bill bill, String reference, Answer answer) implements Answered {
        @Override
        public PaymentEvent event() {
            return new PaymentCaptured(bill.paymentId(), bill.orderId(), bill.userId(), bill.amount(), reference);
        }
    }

    record Declined(Bill bill, PaymentRefusal reason, Answer answer) implements Answered {
        @Override
        public PaymentEvent event() {
            return new PaymentDeclined(bill.paymentId(), bill.orderId(), bill.userId(), bill.amount(), reason);
        }
    }

    record Refunding(Captured captured, Asking asking) implements Pending {
        @Override
        public Bill bill() {
            return captured.bill();
        }

        @Override
        public Refunding asking(Asking next) {
            return new Refunding(captured, next);
        }

        @Override
        public Refunding cancelled() {
            return this;
        }

        Refunded refunded(String reference, Instant now) {
            return new Refunded(
                    bill(), captured.reference(), reference, captured.answer().next(now));
        }
    }

    /** @param reference what the provider calls the refund */
    record Refunded(Bill bill, String captureReference, String reference, Answer answer) implements Answered {
        @Override
        public PaymentEvent event() {
            return new PaymentRefunded(bill.paymentId(), bill.orderId(), bill.userId(), bill.amount(), reference);
        }
    }

    /** The provider refused to give the money back. The order stays unsettled until somebody sees to it. */
    record RefundFailed(Captured captured, Instant since) implements Billed {
        @Override
        public Bill bill() {
            return captured.bill();
        }
    }

    /**
     * The provider gave no certain answer for as long as it knows our key: asking again might move the money twice. Somebody
     * has to look at the provider's books.
     */
    record Unresolved(Pending was, Instant since) implements Billed {
        @Override
        public Bill bill() {
            return was.bill();
        }

        Unresolved cancelled() {
            return new Unresolved(was.cancelled(), since);
        }
    }
}
