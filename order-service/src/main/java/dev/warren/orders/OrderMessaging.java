package dev.warren.orders;

import dev.warren.events.Catalogue;
import dev.warren.events.ContractModule;
import dev.warren.events.Event;
import dev.warren.events.OrderId;
import dev.warren.messaging.Commands;
import dev.warren.messaging.Contract;
import dev.warren.messaging.Messaging;
import dev.warren.messaging.Privacy;
import dev.warren.messaging.requests.Formats;
import dev.warren.messaging.requests.Requests;
import dev.warren.orders.saga.Deadlines;
import dev.warren.orders.saga.Order;
import dev.warren.orders.saga.OrderInput;
import dev.warren.orders.saga.OrderSaga;
import dev.warren.orders.storage.OrderStates;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Factory;

/** Puts the service on the runtime. */
@Factory
final class OrderMessaging {

    private static final Contract<Event> CONTRACT = new Contract<>(
            Catalogue.names(),
            event -> Catalogue.typeOf(event).name(),
            type -> Catalogue.find(type).orElseThrow().dataSchema(),
            Catalogue::read,
            Catalogue::write,
            Event::subject,
            event -> event.order().map(OrderId::value),
            Privacy.NONE);

    @Context
    Commands<OrderInput, Order> commands(Messaging messaging, Deadlines deadlines, OrderStates states) {
        return messaging.serve(OrderService.PARTICIPANT, CONTRACT, new OrderSaga(deadlines), states);
    }

    /** @param served brings the connections */
    @Context
    Requests requests(Messaging messaging, Commands<OrderInput, Order> served) {
        return messaging.asking(new Formats(ContractModule.forEvents()));
    }
}
