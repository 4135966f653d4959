package dev.warren.users;

import dev.warren.events.Catalogue;
import dev.warren.events.ContractModule;
import dev.warren.events.Event;
import dev.warren.events.OrderId;
import dev.warren.messaging.Commands;
import dev.warren.messaging.Contract;
import dev.warren.messaging.Messaging;
import dev.warren.messaging.Privacy;
import dev.warren.messaging.requests.Formats;
import dev.warren.users.storage.AccountStates;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Factory;
import java.util.List;
import java.util.Optional;

/** Puts the service on the runtime. */
@Factory
final class UserMessaging {

    static final Contract<Event> CONTRACT = new Contract<>(
            Catalogue.names(),
            event -> Catalogue.typeOf(event).name(),
            type -> Catalogue.find(type).orElseThrow().dataSchema(),
            Catalogue::read,
            Catalogue::write,
            Event::subject,
            event -> event.order().map(OrderId::value),
            new Privacy(Optional.of("user.erased.v1"), Catalogue.impersonal()));

    @Context
    Commands<UserInput, Account> commands(Messaging messaging, AccountStates states, LookingUp lookingUp) {
        var commands = messaging.serve(UserService.PARTICIPANT, CONTRACT, new CreditDecider(), states);
        messaging.answer(new Formats(ContractModule.forEvents()), List.of(lookingUp.asAnswer()));
        return commands;
    }
}
