package dev.warren.notifications.mail;

import jakarta.mail.MessagingException;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;

/**
 * What a mail server said against a mail. Its words are left out, as they tend to repeat the address.
 *
 * @param command what it was asked, {@code MAIL}, {@code RCPT} or {@code DATA}
 * @param code its reply, 400 to 599; or -1 if there was none
 */
record SmtpAnswer(String command, int code) {

    static final SmtpAnswer NONE = new SmtpAnswer("nothing", -1);

    static SmtpAnswer of(MessagingException failure) {
        for (Exception e = failure; e instanceof MessagingException mail; e = mail.getNextException()) {
            if (e instanceof SMTPAddressFailedException recipient) {
                return of("RCPT", recipient.getReturnCode());
            }
            if (e instanceof SMTPSendFailedException send) {
                return of(send.getCommand().startsWith("MAIL") ? "MAIL" : "DATA", send.getReturnCode());
            }
        }
        return NONE;
    }

    private static SmtpAnswer of(String command, int code) {
        return code >= 400 && code <= 599 ? new SmtpAnswer(command, code) : NONE;
    }

    /**
     * Whether the server will say the same however often it is asked about this mail. A refused sender is our set-up's fault, not
     * the mail's: it can be mended and the mail be sent then.
     */
    boolean isForGood() {
        return code >= 500 && !command.equals("MAIL");
    }

    /** Whether the connection is good for another mail; 421 says goodbye. */
    boolean leavesConnectionOpen() {
        return code > 0 && code != 421;
    }

    @Override
    public String toString() {
        return code < 0 ? "no answer" : code + " to " + command;
    }
}
