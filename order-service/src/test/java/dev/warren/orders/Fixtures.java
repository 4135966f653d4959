package dev.warren.orders;

import dev.warren.events.CancellationReason;
import dev.warren.events.OrderId;
import dev.warren.events.OrderItem;
import dev.warren.events.TaxRate;
import dev.warren.events.UserId;
import dev.warren.orders.saga.Deadlines;
import dev.warren.orders.saga.Order.AwaitingCredit;
import dev.warren.orders.saga.Order.AwaitingPayment;
import dev.warren.orders.saga.Order.Cancelled;
import dev.warren.orders.saga.Order.Confirmed;
import dev.warren.orders.saga.Outstanding;
import dev.warren.orders.saga.Progress;
import dev.warren.orders.saga.Purchase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.joda.money.Money;

/** One order, 64.40 EUR, at every point of its way. */
public final class Fixtures {

    public static final Instant START = Instant.parse("2026-05-04T08:00:00Z");
    public static final Deadlines DEADLINES = new Deadlines(Duration.ofMinutes(5), Duration.ofMinutes(15));
    public static final OrderId ORDER = OrderId.parse("019b2f51-08c4-7e5a-b7d3-6c1f2a9e4b80");
    public static final UserId USER = UserId.parse("019b2f4e-6a10-7c3d-9f21-0b5e8d4c7a62");
    public static final Money TOTAL = Money.parse("EUR 64.40");
    public static final List<OrderItem> ITEMS = List.of(
            new OrderItem("TEA-DARJEELING-250G", 3, Money.parse("EUR 12.50"), TaxRate.parse("0.07")),
            new OrderItem("TEAPOT-CAST-IRON", 1, Money.parse("EUR 26.90"), TaxRate.parse("0.19")));

    private Fixtures() {}

    public static Purchase aPurchase() {
        return aPurchase(ORDER, null);
    }

    public static Purchase aPurchase(OrderId id, String idempotencyKey) {
        return Purchase.of(id, USER, ITEMS, "pm_card_visa", "DE", idempotencyKey);
    }

    /** The n-th of many; ids ascend. */
    public static OrderId anOrderId(int n) {
        return new OrderId(new UUID(0x7000, Long.MIN_VALUE + n));
    }

    /** After so many events, the last of them as many minutes after the start. */
    public static Progress after(long events) {
        return new Progress(events, START, START.plus(Duration.ofMinutes(events - 1)));
    }

    public static AwaitingCredit anOrderAwaitingCredit() {
        return anOrderAwaitingCredit(aPurchase());
    }

    public static AwaitingCredit anOrderAwaitingCredit(Purchase purchase) {
        return new AwaitingCredit(purchase, after(1), START.plus(DEADLINES.creditDeadline()));
    }

    public static AwaitingPayment anOrderAwaitingPayment() {
        var progress = after(2);
        return new AwaitingPayment(aPurchase(), progress, progress.updatedAt().plus(DEADLINES.paymentDeadline()));
    }

    public static Confirmed aConfirmedOrder() {
        return new Confirmed(aPurchase(), after(3));
    }

    public static Cancelled aRefusedOrder() {
        return cancelled(2, CancellationReason.INSUFFICIENT_CREDIT, Outstanding.NOTHING);
    }

    public static Cancelled anOrderWithoutAnAnswerAboutCredit() {
        return cancelled(2, CancellationReason.CREDIT_TIMEOUT, Outstanding.RELEASE);
    }

    public static Cancelled aDeclinedOrder() {
        return cancelled(3, CancellationReason.PAYMENT_DECLINED, Outstanding.RELEASE);
    }

    public static Cancelled anOrderWithoutAnAnswerAboutPayment() {
        return cancelled(3, CancellationReason.PAYMENT_TIMEOUT, Outstanding.RELEASE_AND_REFUND);
    }

    /** By the customer, after the payment; the credit is released already. */
    public static Cancelled aCancelledOrderWithoutItsRefund() {
        return cancelled(4, CancellationReason.BY_CUSTOMER, Outstanding.REFUND);
    }

    private static Cancelled cancelled(long events, CancellationReason reason, Outstanding outstanding) {
        return new Cancelled(aPurchase(), after(events), reason, outstanding);
    }
}
