package dev.warren.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.mail.MailAddress;
import com.icegreen.greenmail.mail.MovingMessage;
import com.icegreen.greenmail.util.GreenMailUtil;
import jakarta.mail.MessagingException;
import org.junit.jupiter.api.Test;

class MailboxTest {
    private final Mailbox mailbox = new Mailbox(2);

    @Test
    void keeps_the_newest_and_counts_all() throws MessagingException {
        mailbox.receive(aMail("one"));
        mailbox.receive(aMail("two"));
        mailbox.receive(aMail("three"));

        assertThat(mailbox.newest(10)).extracting(ReceivedMail::subject).containsExactly("three", "two");
        assertThat(mailbox.newest(1)).extracting(ReceivedMail::subject).containsExactly("three");
        assertThat(mailbox.total()).isEqualTo(3);
    }

    @Test
    void a_mail_to_two_recipients_is_one_mail() throws MessagingException {
        MovingMessage mail = aMail("for both");
        mail.addRecipient(new MailAddress("grace@example.org"));

        mailbox.receive(mail);
        mailbox.receive(mail);

        assertThat(mailbox.total()).isEqualTo(1);
        assertThat(mailbox.newest(1).getFirst().to()).containsExactlyInAnyOrder("ada@example.org", "grace@example.org");
    }

    private static MovingMessage aMail(String subject) throws MessagingException {
        MovingMessage moving = new MovingMessage();
        moving.addRecipient(new MailAddress("ada@example.org"));
        moving.setMimeMessage(GreenMailUtil.newMimeMessage(
                "From: shop@example.org\r\nSubject: " + subject + "\r\nMessage-ID: <1@example.org>\r\n\r\nHello\r\n"));
        return moving;
    }
}
