package dev.warren.notifications.mail;

import dev.warren.messaging.FailPoint;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.URLName;
import org.eclipse.angus.mail.smtp.SMTPTransport;

/** SMTP as the library speaks it, with a fail point where nobody can tell: the mail is sent, and the server has not answered. */
final class CrashableTransport extends SMTPTransport {

    private static final String END_OF_MAIL = ".";

    CrashableTransport(Session session) {
        // Without the name of a protocol it would not look for mail.smtp.host, and take localhost.
        super(session, new URLName("smtp", null, -1, null, null, null));
    }

    @Override
    protected void sendCommand(String command) throws MessagingException {
        super.sendCommand(command);
        if (command.equals(END_OF_MAIL)) {
            FailPoint.EFFECT_UNANSWERED.reached();
        }
    }
}
