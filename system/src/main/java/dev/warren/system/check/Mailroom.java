package dev.warren.system.check;

import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * What the mail server saw. Immutable.
 *
 * @param mails every mail it took
 * @param refused the Message-IDs it refused for good
 * @param windows how often it took a mail and the sender could not have known or recorded it: each may cost one duplicate
 */
public record Mailroom(List<Mail> mails, Set<String> refused, int windows) {

    public Mailroom {
        mails = List.copyOf(mails);
        refused = Set.copyOf(refused);
    }

    /**
     * @param order that it is about, or null if it names none
     * @param template ORDER_CONFIRMED or ORDER_CANCELLED, by its subject; otherwise the subject
     */
    public record Mail(String messageId, String to, UUID order, String template) {}
}
