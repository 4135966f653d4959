package dev.warren.system.simulation;

import dev.warren.events.OrderId;
import dev.warren.events.Template;
import dev.warren.events.UserId;
import dev.warren.messaging.Decider;
import dev.warren.notifications.Notice;
import dev.warren.notifications.Notification;
import dev.warren.notifications.NotificationInput;
import dev.warren.notifications.Recipient;
import dev.warren.notifications.SendMail;
import dev.warren.orders.saga.Order;
import dev.warren.orders.saga.OrderInput;
import dev.warren.payments.Payment;
import dev.warren.payments.PaymentInput;
import dev.warren.payments.ProviderCall;
import dev.warren.users.Account;
import dev.warren.users.Reservation;
import dev.warren.users.UserInput;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Which cells of the four tables were decided, and which faults happened. For one thread; add it up afterwards. */
final class Coverage {

    private final long[] faults = new long[Fault.values().length];
    private final CellTable saga = new CellTable("saga", Order.class, OrderInput.class);
    private final CellTable payments = new CellTable("payment", Payment.class, PaymentInput.class);
    private final CellTable credit = new CellTable("credit", Reservation.class, UserInput.OrderInput.class);
    private final CellTable notifications = new CellTable("notification", Notification.class, NotificationInput.class);

    void hit(Fault fault) {
        faults[fault.ordinal()]++;
    }

    Decider<OrderId, Order, OrderInput, Void> ofSaga(Decider<OrderId, Order, OrderInput, Void> decider) {
        return new Noted<>(decider, (state, input, now, decision) -> saga.hit(state, input));
    }

    Decider<OrderId, Payment, PaymentInput, ProviderCall> ofPayments(
            Decider<OrderId, Payment, PaymentInput, ProviderCall> decider) {
        return new Noted<>(decider, (state, input, now, decision) -> payments.hit(state, input));
    }

    Decider<UserId, Account, UserInput, Void> ofCredit(Decider<UserId, Account, UserInput, Void> decider) {
        return new Noted<>(decider, (account, input, now, decision) -> {
            if (input instanceof UserInput.OrderInput order) {
                credit.hit(account == null ? null : account.reservations().get(order.orderId()), input);
            }
        });
    }

    Decider<UserId, Recipient, NotificationInput, SendMail> ofNotifications(
            Decider<UserId, Recipient, NotificationInput, SendMail> decider) {
        return new Noted<>(decider, (recipient, input, now, decision) -> {
            Map<?, Notification> theirs = recipient == null ? Map.of() : recipient.notifications();
            switch (input) {
                case NotificationInput.UserNews news -> theirs.values().forEach(it -> notifications.hit(it, input));
                case NotificationInput.OrderConfirmed it ->
                    notifications.hit(theirs.get(Notice.id(it.orderId(), Template.ORDER_CONFIRMED)), input);
                case NotificationInput.OrderCancelled it -> {
                    for (Template template : Template.values()) {
                        notifications.hit(theirs.get(Notice.id(it.orderId(), template)), input);
                    }
                }
                case NotificationInput.DeadlinePassed it ->
                    notifications.hit(theirs.get(Notice.id(it.orderId(), it.template())), input);
                case NotificationInput.MailResult it ->
                    notifications.hit(theirs.get(Notice.id(it.orderId(), it.template())), input);
            }
        });
    }

    private List<CellTable> tables() {
        return List.of(saga, credit, payments, notifications);
    }

    synchronized void add(Coverage other) {
        for (int i = 0; i < faults.length; i++) {
            faults[i] += other.faults[i];
        }
        for (int i = 0; i < tables().size(); i++) {
            tables().get(i).add(other.tables().get(i));
        }
    }

    /** One line for each table and one for the faults: how much was reached, and what was not. */
    List<String> lines() {
        var lines = new ArrayList<String>();
        tables().forEach(table -> lines.add(table.line()));
        var never = new ArrayList<Fault>();
        long all = 0;
        for (Fault fault : Fault.values()) {
            all += faults[fault.ordinal()];
            if (faults[fault.ordinal()] == 0) {
                never.add(fault);
            }
        }
        lines.add("faults: %d of %d kinds, %d in all%s"
                .formatted(
                        faults.length - never.size(), faults.length, all, never.isEmpty() ? "" : "; never " + never));
        return lines;
    }
}
