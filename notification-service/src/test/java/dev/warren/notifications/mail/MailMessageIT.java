package dev.warren.notifications.mail;

import static dev.warren.notifications.Fixtures.CANCELLATION;
import static dev.warren.notifications.Fixtures.CONFIRMATION;
import static dev.warren.notifications.Fixtures.MAIL;
import static dev.warren.notifications.Fixtures.ORDER;
import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.warren.notifications.Fixtures;
import dev.warren.notifications.SendMail;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What arrives at a real server. */
class MailMessageIT {

    private final GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    private SmtpMailer mailer;

    @BeforeEach
    void start() {
        server.start();
        mailer = TestMailer.sendingTo(server.getSmtp().getPort());
    }

    @AfterEach
    void stop() throws InterruptedException {
        mailer.stop();
        server.stop();
    }

    private MimeMessage received(SendMail mail) {
        assertThat(mailer.perform(mail)).isEqualTo(mail.accepted());
        return server.getReceivedMessages()[0];
    }

    private static SendMail to(String name, String email) {
        return new SendMail(CONFIRMATION, name, email);
    }

    @Test
    void a_mail_arrives_as_text_and_as_html_under_its_own_id() throws Exception {
        var mail = received(MAIL);

        assertThat(mail.getMessageID()).isEqualTo("<" + CONFIRMATION.id() + "@notifications.warren>");
        assertThat(mail.getHeader("Message-ID")).hasSize(1);
        assertThat(mail.getSubject()).isEqualTo("Your order is confirmed");
        assertThat(mail.getFrom()).containsExactly(new InternetAddress("no-reply@warren.example", "Warren"));
        assertThat(mail.getSentDate()).isEqualTo(Fixtures.START);
        assertThat(mail.getHeader("X-Warren-Order", null)).isEqualTo(ORDER.toString());
        assertThat(mail.getContentType()).startsWith("multipart/alternative");

        var parts = (MimeMultipart) mail.getContent();
        assertThat(parts.getCount()).isEqualTo(2);
        assertThat(parts.getBodyPart(0).getContentType())
                .startsWith("text/plain")
                .containsIgnoringCase("utf-8");
        assertThat((String) parts.getBodyPart(0).getContent())
                .contains("Hello Ada Lovelace,", "EUR 42.50", ORDER.toString());
        assertThat(parts.getBodyPart(1).getContentType())
                .startsWith("text/html")
                .containsIgnoringCase("utf-8");
        assertThat((String) parts.getBodyPart(1).getContent())
                .contains("Hello Ada Lovelace,", "EUR 42.50", ORDER.toString());
    }

    @Test
    void a_cancellation_says_why() throws Exception {
        var mail = received(new SendMail(CANCELLATION, "Ada", "ada@example.org"));

        assertThat(mail.getSubject()).isEqualTo("Your order is cancelled");
        assertThat((String) ((MimeMultipart) mail.getContent()).getBodyPart(0).getContent())
                .contains("Your payment was declined.");
    }

    @Test
    void a_name_may_have_any_letters() throws Exception {
        var mail = received(to("Åda Lövelace 愛達 🦊", "ada@example.org"));

        assertThat(mail.getHeader("To", null)).matches("\\p{ASCII}+");
        var to = (InternetAddress) mail.getAllRecipients()[0];
        assertThat(to.getPersonal()).isEqualTo("Åda Lövelace 愛達 🦊");
        assertThat(to.getAddress()).isEqualTo("ada@example.org");
        assertThat((String) ((MimeMultipart) mail.getContent()).getBodyPart(0).getContent())
                .contains("Hello Åda Lövelace 愛達 🦊,");
    }

    @Test
    void a_name_is_text_and_not_markup() throws Exception {
        var mail = received(to("<b onclick=\"x\">Ada</b> & 'co' {order}", "ada@example.org"));

        assertThat((String) ((MimeMultipart) mail.getContent()).getBodyPart(1).getContent())
                .contains("&lt;b onclick=&quot;x&quot;&gt;Ada&lt;/b&gt; &amp; &#39;co&#39; {order},")
                .doesNotContain("<b onclick");
    }

    @Test
    void a_name_cannot_add_a_header() throws Exception {
        var mail = received(to("Ada\r\nBcc: eve@example.org\r\n\r\nBody", "ada@example.org"));

        assertThat(mail.getHeader("Bcc")).isNull();
        assertThat(mail.getAllRecipients()).hasSize(1);
    }

    @Test
    void the_same_mail_again_has_the_same_id_and_the_same_words() throws Exception {
        received(MAIL);
        mailer.perform(MAIL);

        var mails = server.getReceivedMessages();
        assertThat(mails).hasSize(2);
        assertThat(mails[1].getMessageID()).isEqualTo(mails[0].getMessageID());
        assertThat(((MimeMultipart) mails[1].getContent()).getBodyPart(0).getContent())
                .isEqualTo(
                        ((MimeMultipart) mails[0].getContent()).getBodyPart(0).getContent());
    }
}
