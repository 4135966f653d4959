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
    private final Map<String, Integer> asked = new HashMap<>();
    private final Function<SendMail, String> messageId;

    SimulatedMail(Chance chance, RecipientTable recipients, Function<SendMail, String> messageId) {
        this.messageId = messageId;
        this.chance = chance;
        this.recipients = recipients;
    }

    Mailroom mailroom() {
        int windows = asked.values().stream().mapToInt(times -> times - 1).sum();
        return new Mailroom(mails, refused, windows);
    }

    /** Notes how often each mail is asked for before it is recorded that it was taken: whoever asks again then could not know better. */
    Decider<UserId, Recipient, NotificationInput, SendMail> noting(
            Decider<UserId, Recipient, NotificationInput, SendMail> decider) {
        return new Noted<>(decider, (state, input, now, decision) -> {
            if (decision instanceof Decision.Decided<Recipient, SendMail> decided) {
                decided.effects().stream()
                        .filter(mail ->
                                !(recipients.notifications.get(mail.notice().id()) instanceof Notification.Sent))
                        .forEach(mail -> asked.merge(mail.messageId(), 1, Integer::sum));
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

    private void take(SendMail mail) {
        var notice = mail.notice();
        mails.add(new Mail(
                messageId.apply(mail),
                mail.email(),
                notice.orderId().value(),
                notice.template().name()));
    }
}
