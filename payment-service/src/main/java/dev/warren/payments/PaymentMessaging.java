package dev.warren.payments;

import dev.warren.events.Catalogue;
import dev.warren.events.Event;
import dev.warren.events.OrderId;
import dev.warren.messaging.Commands;
import dev.warren.messaging.Contract;
import dev.warren.messaging.Messaging;
import dev.warren.messaging.Privacy;
import dev.warren.payments.provider.PaymentProvider;
import dev.warren.payments.provider.ProviderTerms;
import dev.warren.payments.storage.PaymentStates;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Factory;
import java.time.Clock;

/** Puts the service on the runtime. */
@Factory
final class PaymentMessaging {

    static final Contract<Event> CONTRACT = new Contract<>(
            Catalogue.names(),
            event -> Catalogue.typeOf(event).name(),
            type -> Catalogue.find(type).orElseThrow().dataSchema(),
            Catalogue::read,
            Catalogue::write,
            Event::subject,
            event -> event.order().map(OrderId::value),
            Privacy.NONE);

    @Context
    Commands<PaymentInput, Payment> commands(
            Messaging messaging, PaymentStates states, PaymentProvider provider, ProviderTerms terms, Clock clock) {
        return messaging.serve(
                PaymentService.PARTICIPANT,
                CONTRACT,
                new PaymentDecider(terms),
                states,
                new ProviderCalls(provider, clock));
    }
}
