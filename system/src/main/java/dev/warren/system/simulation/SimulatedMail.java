package dev.warren.system.simulation;

import dev.warren.events.UserId;
import dev.warren.messaging.Decider;
import dev.warren.messaging.Decision;
import dev.warren.messaging.Effects;
import dev.warren.notifications.Notification;
import dev.warren.notifications.NotificationInput;
import dev.warren.notifications.Recipient;
import dev.warren.notifications.SendMail;
import dev.warren.system.check.Mailroom;
import dev.warren.system.check.Mailroom.Mail;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** A mail server as its client sees it. */
final class SimulatedMail implements Effects<NotificationInput, SendMail> {

    private final Chance chance;
    private final RecipientTable recipients;
    private final List<Mail> mails = new ArrayList<>();
    private final Set<String> refused = new HashSet<>();
    private final Map<String, Instant> asked = new HashMap<>();
    private final Function<SendMail, String> messageId;
    private int windows;

    SimulatedMail(Chance chance, RecipientTable recipients, Function<SendMail, String> messageId) {
        this.messageId = messageId;
        this.chance = chance;
        this.recipients = recipients;
    }

    Mailroom mailroom() {
        return new Mailroom(mails, refused, windows);
    }

    /** Notes when each mail was last asked for. */
    Decider<UserId, Recipient, NotificationInput, SendMail> noting(
            Decider<UserId, Recipient, NotificationInput, SendMail> decider) {
        return new Noted<>(decider, (state, input, now, decision) -> {
            if (decision instanceof Decision.Decided<Recipient, SendMail> decided) {
                decided.effects().forEach(mail -> asked.put(mail.messageId(), now));
            }
        });
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

    /** Whoever asked for a mail again before it was recorded that it had been taken could not know better. */
    private void take(SendMail mail) {
        var notice = mail.notice();
        boolean again = mails.stream()
                .anyMatch(it -> it.order().equals(notice.orderId().value())
                        && it.template().equals(notice.template().name()));
        boolean known = recipients.notifications.get(notice.id()) instanceof Notification.Sent sent
                && asked.get(mail.messageId()).isAfter(sent.since());
        if (again && !known) {
            windows++;
        }
        mails.add(new Mail(
                messageId.apply(mail),
                mail.email(),
                notice.orderId().value(),
                notice.template().name()));
    }
}
