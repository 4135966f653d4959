package dev.warren.system.check.collect;

import com.fasterxml.jackson.databind.JsonNode;
import dev.warren.local.LocalException;
import dev.warren.system.check.Mailroom.Mail;
import dev.warren.system.load.Edge;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** Every mail that a mail sink took, read over HTTP: what it is about is told by its subject and its text, as a reader would see it. */
public final class SinkMails implements Supplier<List<Mail>> {

    private static final int MOST = 999_999;
    private static final Pattern ORDER = Pattern.compile("Order: ([0-9a-f-]{36})");

    private final Edge sink;

    public SinkMails(URI sink) {
        this.sink = new Edge(sink);
    }

    /** @throws LocalException {@code MAILS_FORGOTTEN} if there were more than the sink keeps */
    @Override
    public List<Mail> get() {
        try {
            JsonNode answer = sink.get("/api/v1/messages?limit=" + MOST).expect(200);
            JsonNode messages = answer.get("messages");
            if (answer.get("total").asLong() > messages.size()) {
                throw new LocalException(
                        "MAILS_FORGOTTEN",
                        "the mail sink took %s mails and shows %d: the checker needs them all"
                                .formatted(answer.get("total"), messages.size()));
            }
            var mails = new ArrayList<Mail>(messages.size());
            messages.forEach(message -> mails.add(mail(message)));
            return mails;
        } catch (IOException e) {
            throw new LocalException("MAILS_UNREADABLE", "the mail sink does not answer: " + e.getMessage(), e);
        }
    }

    private static Mail mail(JsonNode message) {
        var order = ORDER.matcher(message.get("Text").asText());
        return new Mail(
                message.get("MessageID").asText(),
                message.at("/To/0/Address").asText(),
                order.find() ? UUID.fromString(order.group(1)) : null,
                template(message.get("Subject").asText()));
    }

    private static String template(String subject) {
        return switch (subject) {
            case "Your order is confirmed" -> "ORDER_CONFIRMED";
            case "Your order is cancelled" -> "ORDER_CANCELLED";
            default -> subject;
        };
    }
}
