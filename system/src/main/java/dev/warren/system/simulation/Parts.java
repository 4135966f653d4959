package dev.warren.system.simulation;

import dev.warren.events.Channel;
import dev.warren.events.OrderId;
import dev.warren.events.UserId;
import dev.warren.messaging.Decider;
import dev.warren.messaging.Effects;
import dev.warren.messaging.Participant;
import dev.warren.messaging.batch.Database;
import dev.warren.notifications.NotificationDecider;
import dev.warren.notifications.NotificationInput;
import dev.warren.notifications.Recipient;
import dev.warren.notifications.SendMail;
import dev.warren.orders.saga.Deadlines;
import dev.warren.orders.saga.Order;
import dev.warren.orders.saga.OrderInput;
import dev.warren.orders.saga.OrderSaga;
import dev.warren.payments.Payment;
import dev.warren.payments.PaymentDecider;
import dev.warren.payments.PaymentInput;
import dev.warren.payments.ProviderCall;
import dev.warren.payments.provider.PaymentProvider;
import dev.warren.users.Account;
import dev.warren.users.CreditDecider;
import dev.warren.users.UserInput;
import java.time.Duration;

/** What a world is built of: production's parts. Whoever wants to know whether a broken one is noticed replaces it. */
class Parts {

    Decider<OrderId, Order, OrderInput, Void> orders(Deadlines deadlines) {
        return new OrderSaga(deadlines);
    }

    Decider<UserId, Account, UserInput, Void> credit() {
        return new CreditDecider();
    }

    Decider<OrderId, Payment, PaymentInput, ProviderCall> payments() {
        return new PaymentDecider(Setting.PROVIDER);
    }

    Decider<UserId, Recipient, NotificationInput, SendMail> notifications(Duration addressDeadline) {
        return new NotificationDecider(Channel.EMAIL, addressDeadline);
    }

    PaymentProvider provider(PaymentProvider provider) {
        return provider;
    }

    Effects<PaymentInput, ProviderCall> calls(Effects<PaymentInput, ProviderCall> calls) {
        return calls;
    }

    Effects<NotificationInput, SendMail> mail(Effects<NotificationInput, SendMail> mail) {
        return mail;
    }

    String messageId(SendMail mail) {
        return mail.messageId();
    }

    Database tables(MemoryDatabase database, SimulatedBroker broker) {
        return database.tables();
    }

    SimulatedRelay relay(Chance chance, SimulatedBroker broker) {
        return new SimulatedRelay(chance, broker);
    }

    /** A delivery was handed to the service. */
    void received(SimulatedBroker.Consumer consumer) {}

    /** It is time to look after the bindings. */
    void bind(SimulatedBroker broker, Participant participant) {
        broker.bindAgain(participant);
    }
}
