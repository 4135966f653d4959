package dev.warren.system.check;

import dev.warren.system.check.Books.Notification;
import dev.warren.system.check.Books.Order;
import dev.warren.system.check.Books.Recipient;
import dev.warren.system.check.Mailroom.Mail;
import dev.warren.system.check.Traffic.Event;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Who was told what: I13. */
final class Mails {

    private static final Map<String, String> TEMPLATE_OF =
            Map.of("CONFIRMED", "ORDER_CONFIRMED", "CANCELLED", "ORDER_CANCELLED");

    private record About(UUID order, String template) {
        @Override
        public String toString() {
            return template + " of order " + order;
        }
    }

    private Mails() {}

    /** What the notifications say, whatever the mail server saw. */
    static void toldEverybody(Facts facts, Findings found) {
        Map<About, Notification> told = notifications(facts);
        Map<UUID, Recipient> recipients = recipients(facts);
        for (Order order : facts.evidence.books().orders()) {
            if (order.isOpen()) {
                continue;
            }
            var about = new About(order.id(), TEMPLATE_OF.get(order.status()));
            Notification it = told.get(about);
            if (it == null) {
                found.add("notification", about, "one", "none");
            } else if (hasAddress(recipients.get(order.userId()))) {
                boolean refused = "REFUSED_BY_MAIL_SERVER".equals(it.failure());
                if (!it.status().equals("SENT") && !refused) {
                    found.add("notification", about, "SENT", it.status() + " " + it.failure());
                }
            } else if (!it.status().equals("FAILED") && !it.status().equals("SENT")) {
                found.add("notification", about, "SENT before the address was erased, or FAILED", it.status());
            }
        }
    }

    /** What the mail server saw. */
    static void arrived(Facts facts, Findings found) {
        Mailroom room = facts.evidence.mailroom().orElseThrow();
        Map<About, Notification> told = notifications(facts);
        Map<UUID, Recipient> recipients = recipients(facts);
        Map<About, List<Mail>> mails = new HashMap<>();
        Map<String, About> ids = new HashMap<>();
        for (Mail mail : room.mails()) {
            var about = new About(mail.order(), mail.template());
            mails.computeIfAbsent(about, it -> new ArrayList<>()).add(mail);
            About other = ids.putIfAbsent(mail.messageId(), about);
            if (other != null && !other.equals(about)) {
                found.add("Message-ID", mail.messageId(), "of one mail", other + " and " + about);
            }
            addressee(mail, about, facts, recipients, found);
        }
        int duplicates = 0;
        for (var entry : mails.entrySet()) {
            duplicates += entry.getValue().size() - 1;
            long different =
                    entry.getValue().stream().map(Mail::messageId).distinct().count();
            if (different > 1) {
                found.add("mail", entry.getKey(), "one Message-ID", different);
            }
        }
        if (duplicates > room.windows()) {
            found.add("mails", "that came again", "at most " + room.windows(), duplicates);
        }
        told.forEach((about, it) -> {
            boolean came = mails.containsKey(about);
            if (it.status().equals("SENT") && !came) {
                found.add("mail", about, "in the sink, as its notification says", "not there");
            }
            if ("REFUSED_BY_MAIL_SERVER".equals(it.failure())
                    && room.refused().stream()
                            .noneMatch(id -> id.contains(it.id().toString()))) {
                found.add("mail", about, "refused by the mail server, as its notification says", "not refused");
            }
        });
    }

    private static void addressee(
            Mail mail, About about, Facts facts, Map<UUID, Recipient> recipients, Findings found) {
        Order order = facts.orders.get(mail.order());
        if (order == null) {
            found.add("mail", mail.messageId(), "about an order", about);
            return;
        }
        boolean happened = facts.lifeOf(order.id()).stream()
                .anyMatch(event -> about.template().equals(template(event)));
        if (!happened) {
            found.add("mail", mail.messageId(), "about something that happened", about);
        }
        Recipient recipient = recipients.get(order.userId());
        if (recipient == null || !recipient.isErased() && !mail.to().equalsIgnoreCase(recipient.email())) {
            found.add("mail", mail.messageId(), "to the user of order " + order.id(), "to somebody else");
        }
    }

    private static String template(Event event) {
        return switch (event.type()) {
            case "order.confirmed.v1" -> "ORDER_CONFIRMED";
            case "order.cancelled.v1" -> "ORDER_CANCELLED";
            default -> "";
        };
    }

    private static boolean hasAddress(Recipient recipient) {
        return recipient != null && recipient.email() != null;
    }

    private static Map<About, Notification> notifications(Facts facts) {
        return facts.evidence.books().notifications().stream()
                .collect(Collectors.toMap(
                        it -> new About(it.orderId(), it.template()), Function.identity(), (one, other) -> one));
    }

    private static Map<UUID, Recipient> recipients(Facts facts) {
        return facts.evidence.books().recipients().stream()
                .collect(Collectors.toMap(Recipient::userId, Function.identity()));
    }
}
