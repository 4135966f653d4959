package dev.warren.system.simulation;

import dev.warren.messaging.Effects;
import dev.warren.notifications.Notification;
import dev.warren.notifications.NotificationInput;
import dev.warren.notifications.SendMail;
import dev.warren.system.check.Mailroom;
import dev.warren.system.check.Mailroom.Mail;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A mail server as its client sees it. */
final class SimulatedMail implements Effects<NotificationInput, SendMail> {

    private final Chance chance;
    private final RecipientTable recipients;
    private final List<Mail> mails = new ArrayList<>();
    private final Set<String> refused = new HashSet<>();
    private int windows;

    SimulatedMail(Chance chance, RecipientTable recipients) {
        this.chance = chance;
        this.recipients = recipients;
    }

    Mailroom mailroom() {
        return new Mailroom(mails, refused, windows);
    }

    @Override
    public NotificationInput perform(SendMail mail) {
        if (chance.happens(Fault.MAIL_PUT_OFF)) {
            return mail.unknown();
        }
        if (chance.happens(Fault.MAIL_REFUSED)) {
            refused.add(mail.messageId());
            return mail.refused();
        }
        take(mail);
        return chance.happens(Fault.MAIL_REPLY_LOST) ? mail.unknown() : mail.accepted();
    }

    /** A mail that comes again although nothing is recorded of the first was sent by somebody who could not know better. */
    private void take(SendMail mail) {
        var notice = mail.notice();
        boolean again = mails.stream()
                .anyMatch(it -> it.order().equals(notice.orderId().value())
                        && it.template().equals(notice.template().name()));
        if (again && !(recipients.notifications.get(notice.id()) instanceof Notification.Sent)) {
            windows++;
        }
        mails.add(new Mail(
                mail.messageId(),
                mail.email(),
                notice.orderId().value(),
                notice.template().name()));
    }
}
