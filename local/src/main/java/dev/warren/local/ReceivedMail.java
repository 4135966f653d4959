package dev.warren.local;

import com.icegreen.greenmail.mail.MailAddress;
import com.icegreen.greenmail.mail.MovingMessage;
import jakarta.mail.Address;
import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.time.Instant;
import java.util.List;

/**
 * A mail as it arrived. Immutable.
 *
 * @param id its number since the sink was started, from 1
 * @param messageId the header's value, or empty
 * @param to the recipients of the envelope
 * @param text the first plain text in it, at most 1,000 characters
 */
public record ReceivedMail(
        long id, String messageId, String from, List<String> to, String subject, Instant created, String text) {
    /** Bounds what ten thousand mails take. */
    private static final int TEXT_LIMIT = 1_000;

    static ReceivedMail of(long id, MovingMessage moving, Instant created) throws MessagingException {
        MimeMessage message = moving.getMessage();
        Address[] from = message.getFrom();
        return new ReceivedMail(
                id,
                orEmpty(message.getMessageID()),
                from == null || from.length == 0 ? "" : address(from[0]),
                moving.getToAddresses().stream().map(MailAddress::getEmail).toList(),
                orEmpty(message.getSubject()),
                created,
                text(message));
    }

    private static String address(Address address) {
        return address instanceof InternetAddress internet ? internet.getAddress() : address.toString();
    }

    private static String text(Part part) throws MessagingException {
        try {
            Object content = part.getContent();
            if (content instanceof Multipart parts) {
                for (int i = 0; i < parts.getCount(); i++) {
                    BodyPart inner = parts.getBodyPart(i);
                    String text = text(inner);
                    if (!text.isEmpty()) {
                        return text;
                    }
                }
            }
            return part.isMimeType("text/plain") && content instanceof String text
                    ? text.substring(0, Math.min(TEXT_LIMIT, text.length()))
                    : "";
        } catch (IOException e) {
            return "(the text cannot be read: " + e.getMessage() + ")";
        }
    }

    private static String orEmpty(String text) {
        return text == null ? "" : text;
    }
}
