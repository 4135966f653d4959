package dev.warren.notifications;

import dev.warren.events.Catalogue;
import dev.warren.events.Event;
import dev.warren.events.OrderId;
import dev.warren.messaging.Commands;
import dev.warren.messaging.Contract;
import dev.warren.messaging.Messaging;
import dev.warren.messaging.Privacy;
import dev.warren.notifications.mail.SmtpMailer;
import dev.warren.notifications.storage.RecipientStates;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Factory;
import java.util.Optional;

/** Puts the service on the runtime. */
@Factory
final class NotificationMessaging {

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
    Commands<NotificationInput, Recipient> commands(
            Messaging messaging, RecipientStates states, SmtpMailer mailer, NotificationSettings settings) {
        return messaging.serve(
                NotificationService.PARTICIPANT,
                CONTRACT,
                new NotificationDecider(settings.channel(), settings.addressDeadline()),
                states,
                mailer);
    }
}
