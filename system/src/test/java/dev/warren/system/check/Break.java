package dev.warren.system.check;

import static dev.warren.system.check.Found.call;
import static dev.warren.system.check.Found.cancelled;
import static dev.warren.system.check.Found.cents;
import static dev.warren.system.check.Found.confirmed;
import static dev.warren.system.check.Found.event;
import static dev.warren.system.check.Found.heardByOrders;
import static dev.warren.system.check.Found.isCancelledOnTheWay;
import static dev.warren.system.check.Found.isCaptureOf;
import static dev.warren.system.check.Found.isOf;
import static dev.warren.system.check.Found.mail;
import static dev.warren.system.check.Found.more;
import static dev.warren.system.check.Found.placed;
import static dev.warren.system.check.Found.timeout;
import static dev.warren.system.check.Invariant.I1;
import static dev.warren.system.check.Invariant.I10;
import static dev.warren.system.check.Invariant.I11;
import static dev.warren.system.check.Invariant.I12;
import static dev.warren.system.check.Invariant.I13;
import static dev.warren.system.check.Invariant.I14;
import static dev.warren.system.check.Invariant.I15;
import static dev.warren.system.check.Invariant.I16;
import static dev.warren.system.check.Invariant.I2;
import static dev.warren.system.check.Invariant.I3;
import static dev.warren.system.check.Invariant.I4;
import static dev.warren.system.check.Invariant.I5;
import static dev.warren.system.check.Invariant.I6;
import static dev.warren.system.check.Invariant.I7;
import static dev.warren.system.check.Invariant.I8;
import static dev.warren.system.check.Invariant.I9;
import static dev.warren.system.check.Tampered.change;
import static dev.warren.system.check.Tampered.first;
import static dev.warren.system.check.Tampered.with;

import dev.warren.system.check.Traffic.Parked;
import dev.warren.system.check.Traffic.Poison;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

/** One thing that is wrong, and the invariants that must say so: no other may. Needs a confirmed order and one that was cancelled and refunded. */
public enum Break {
    AN_ACCEPTED_ORDER_IS_NOT_THERE(it -> it.calls.add(placed(UUID.randomUUID())), I1),
    AN_UNANSWERED_ORDER_IS_NOT_ASKED_FOR_AGAIN(
            it -> it.calls.add(
                    call("client", new Call.Place(UUID.randomUUID(), "key", cents(1)), new Call.Unknown("reset"))),
            I1),
    AN_ACCEPTED_CANCELLATION_IS_FORGOTTEN(
            it -> it.calls.add(call(
                    "another",
                    new Call.Cancel(confirmed(it).id()),
                    new Call.Ok(Instant.now(), confirmed(it).id(), "CONFIRMED", true))),
            I1),
    NOBODY_ASKED_FOR_AN_ORDER(
            it -> it.calls.removeIf(call -> call.outcome() instanceof Call.Ok ok
                    && ok.orderId().equals(confirmed(it).id())),
            I2),
    AN_ORDER_IS_THERE_TWICE(it -> it.orders.add(cancelled(it)), I2),
    AN_ORDER_WAITS_FOR_ITS_REFUND(
            it -> change(it.orders, Found::isCancelled, order -> with(order, "outstanding", "REFUND")), I3),
    A_SEQUENCE_IS_LOWERED(
            it -> change(it.orders, Found::isConfirmed, order -> with(order, "sequence", order.sequence() - 1)), I4),
    A_CONFIRMATION_HAS_NO_CAUSE(it -> event(it, "order.confirmed.v1", event -> with(event, "cause", null)), I4),
    A_NUMBER_IS_LEFT_OUT(
            it -> event(it, "payment.refunded.v1", event -> with(event, "sequence", event.sequence() + 1)), I4),
    A_TIMELINE_LACKS_WHAT_WAS_SAID(it -> it.timelines.remove(first(it.timelines, Books.Line::said)), I4),
    A_TIMELINE_LACKS_WHAT_WAS_RECEIVED(it -> it.timelines.remove(first(it.timelines, line -> !line.said())), I4),
    A_TIMELINE_SAYS_IT_TWICE(it -> it.timelines.add(first(it.timelines, Books.Line::said)), I4),
    A_CENT_TOO_MUCH_IS_CAPTURED(
            it -> {
                change(
                        it.ledger,
                        entry -> isCaptureOf(entry, confirmed(it)),
                        entry -> with(entry, "amount", more(entry.amount())));
                change(
                        it.payments,
                        payment -> isOf(payment, confirmed(it)),
                        payment -> with(payment, "amount", more(payment.amount())));
            },
            I5),
    A_PAYMENT_IS_NOT_IN_THE_LEDGER(
            it -> change(
                    it.payments,
                    payment -> isOf(payment, confirmed(it)),
                    payment -> with(payment, "captureReference", "other")),
            I6),
    A_SECOND_CAPTURE(
            it -> it.ledger.add(with(
                    first(it.ledger, entry -> isCaptureOf(entry, confirmed(it))), "reference", "second")),
            I5,
            I6),
    CREDIT_STAYS_RESERVED(
            it -> change(
                    it.accounts,
                    account -> account.userId().equals(confirmed(it).userId()),
                    account -> with(account, "reserved", more(account.reserved()))),
            I7),
    CREDIT_IS_GRANTED_ABOVE_THE_LIMIT(
            it -> change(
                    it.events,
                    event -> event.type().equals("user.credit-limit-changed.v1")
                            && event.subject().equals(confirmed(it).userId()),
                    event -> with(event, "amount", cents(1))),
            I7),
    A_REFUND_COMES_LATE(
            it -> change(
                    it.ledger,
                    entry -> entry.kind().equals("REFUND"),
                    entry -> with(entry, "at", entry.at().plus(Duration.ofHours(1)))),
            I8),
    A_DEADLINE_FIRES_LATE(
            it -> it.limits = new Limits(
                    Duration.ZERO,
                    Duration.ZERO,
                    Duration.ZERO,
                    it.limits.refund(),
                    it.limits.registry(),
                    it.limits.clocks()),
            I9),
    A_DEADLINE_FIRES_EARLY(
            it -> {
                var order = first(it.orders, row -> isCancelledOnTheWay(row, it));
                change(it.orders, row -> row == order, row -> with(row, "reason", timeout(row, it)));
                change(
                        it.events,
                        event -> event.type().equals("order.cancelled.v1")
                                && event.subject().equals(order.id()),
                        event -> with(event, "reason", timeout(order, it)));
            },
            I9),
    AN_INBOX_ROW_IS_LOST(it -> it.inboxes.get("order-service").remove(heardByOrders(it)), I10),
    A_MESSAGE_STAYS_IN_THE_OUTBOX(it -> it.outboxes.get("user-service").add(UUID.randomUUID()), I10),
    A_MESSAGE_OF_NOBODY_IS_HANDLED(it -> it.inboxes.get("payment-service").add(UUID.randomUUID()), I11),
    A_NOTIFICATION_SAYS_IT_TWICE(
            it -> it.events.add(with(
                    first(it.events, event -> event.type().equals("notification.sent.v1")), "id", UUID.randomUUID())),
            I11),
    A_HEALTHY_MESSAGE_IS_PARKED(
            it -> it.parked.add(new Parked("order-service", heardByOrders(it).toString(), "no reason")), I12),
    A_POISON_IS_NOT_PARKED(it -> it.poison.add(new Poison("user-service", "poison")), I12),
    A_QUEUE_IS_NOT_EMPTY(it -> it.queues.add(new Broker.Queue("user-service.events", 0, 1)), I12),
    A_BINDING_IS_MISSING(it -> it.bindings.remove(it.catalogue.iterator().next()), I12),
    A_MAIL_IS_MISSING(it -> it.mails.remove(mail(it)), I13),
    A_MAIL_COMES_TWICE(
            it -> {
                it.mailWindows = 0;
                it.mails.add(mail(it));
            },
            I13),
    A_MAIL_COMES_AGAIN_UNDER_ANOTHER_ID(
            it -> {
                it.mailWindows++;
                it.mails.add(with(mail(it), "messageId", "other"));
            },
            I13),
    A_MAIL_GOES_TO_SOMEBODY_ELSE(
            it -> change(it.mails, mail -> true, mail -> with(mail, "to", "mallory@example.com")), I13),
    A_CLIENT_SEES_AN_ORDER_GO_BACKWARDS(
            it -> {
                UUID id = confirmed(it).id();
                it.calls.add(call("reader", new Call.Look(id), new Call.Ok(Instant.now(), id, "CONFIRMED", true)));
                it.calls.add(call("reader", new Call.Look(id), new Call.Ok(Instant.now(), id, "PLACED", false)));
            },
            I14),
    AN_EDGE_DOES_NOT_KNOW_AN_INSTANCE(it -> it.views.values().iterator().next().clear(), I15),
    A_PAUSED_INSTANCE_IS_NEVER_SUSPECT(
            it -> it.pauses.add(new Instances.Pause(
                    "user-service@1", Instant.now(), null, Instant.now(), Instant.now(), Instant.now())),
            I15),
    A_CHANNEL_IS_LEFT_OPEN(it -> it.resources.add(new Resource("channels", 3, 4, 0)), I16);

    private final Consumer<Tampered> change;
    private final Set<Invariant> told;

    Break(Consumer<Tampered> change, Invariant... told) {
        this.change = change;
        this.told = Set.of(told);
    }

    Evidence in(Evidence evidence) {
        var copy = Tampered.of(evidence);
        change.accept(copy);
        return copy.evidence();
    }

    Set<Invariant> told() {
        return told;
    }
}
