package dev.warren.notifications.mail;

import static dev.warren.notifications.Fixtures.CANCELLATION;
import static dev.warren.notifications.Fixtures.CONFIRMATION;
import static dev.warren.notifications.Fixtures.MAIL;
import static dev.warren.notifications.Fixtures.ORDER;
import static dev.warren.notifications.mail.ScriptedMailServer.HANGS_UP;
import static dev.warren.notifications.mail.ScriptedMailServer.SAYS_NOTHING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.warren.events.Channel;
import dev.warren.notifications.Fixtures;
import dev.warren.notifications.NotificationSettings;
import dev.warren.notifications.NotificationSettings.SmtpSettings;
import dev.warren.notifications.SendMail;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SmtpMailerIT {

    private static final Duration TIMEOUT = Duration.ofMillis(500);
    private static final int CONNECTIONS = 3;

    private SmtpMailer mailer;

    private SmtpMailer mailerFor(int port) {
        var smtp = new SmtpSettings("127.0.0.1", port, TIMEOUT, CONNECTIONS);
        mailer = new SmtpMailer(
                settings("Warren <no-reply@warren.example>", smtp), Clock.fixed(Fixtures.START, ZoneOffset.UTC));
        return mailer;
    }

    private static NotificationSettings settings(String from, SmtpSettings smtp) {
        return new NotificationSettings(Channel.EMAIL, Fixtures.ADDRESS_DEADLINE, from, smtp);
    }

    @AfterEach
    void stop() {
        if (mailer != null) {
            mailer.stop();
        }
    }

    private static SendMail to(String name, String email) {
        return new SendMail(CONFIRMATION, name, email);
    }

    @Test
    void a_server_that_is_down_gives_no_answer() throws IOException {
        int port;
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = taken.getLocalPort();
        }
        assertThat(mailerFor(port).perform(MAIL)).isEqualTo(MAIL.unknown());
    }

    @Test
    void a_sender_that_is_no_address_is_found_at_the_start() {
        var smtp = new SmtpSettings("127.0.0.1", 1025, TIMEOUT, CONNECTIONS);
        assertThatThrownBy(() -> new SmtpMailer(settings("nobody at home", smtp), Clock.systemUTC()))
                .hasMessageContaining("notifications.from must be one address")
                .hasMessageContaining("nobody at home");
    }

    @Nested
    class at_a_real_server {

        private final GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

        at_a_real_server() {
            server.start();
        }

        @AfterEach
        void stop() {
            server.stop();
        }

        private MimeMessage received(SendMail mail) {
            assertThat(mailerFor(server.getSmtp().getPort()).perform(mail)).isEqualTo(mail.accepted());
            return server.getReceivedMessages()[0];
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
            assertThat((String)
                            ((MimeMultipart) mail.getContent()).getBodyPart(0).getContent())
                    .contains("Your payment was declined.");
        }

        @Test
        void a_name_may_have_any_letters() throws Exception {
            var mail = received(to("Åda Lövelace 愛達 🦊", "ada@example.org"));

            assertThat(mail.getHeader("To", null)).matches("\\p{ASCII}+");
            var to = (InternetAddress) mail.getAllRecipients()[0];
            assertThat(to.getPersonal()).isEqualTo("Åda Lövelace 愛達 🦊");
            assertThat(to.getAddress()).isEqualTo("ada@example.org");
            assertThat((String)
                            ((MimeMultipart) mail.getContent()).getBodyPart(0).getContent())
                    .contains("Hello Åda Lövelace 愛達 🦊,");
        }

        @Test
        void a_name_is_text_and_not_markup() throws Exception {
            var mail = received(to("<b onclick=\"x\">Ada</b> & 'co' {order}", "ada@example.org"));

            assertThat((String)
                            ((MimeMultipart) mail.getContent()).getBodyPart(1).getContent())
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
                    .isEqualTo(((MimeMultipart) mails[0].getContent())
                            .getBodyPart(0)
                            .getContent());
        }
    }

    @Nested
    class at_a_difficult_server {

        private final ScriptedMailServer server = new ScriptedMailServer();

        at_a_difficult_server() throws IOException {}

        @AfterEach
        void stop() {
            server.close();
        }

        @ParameterizedTest(name = "{1} to {0}")
        @CsvSource({"RCPT, 550 no such user", "RCPT, 552 mailbox full", "DATA, 554 no", "., 554 spam"})
        void a_mail_that_will_never_be_taken_is_refused(String command, String answer) {
            server.answers(command, answer);
            assertThat(mailerFor(server.port()).perform(MAIL)).isEqualTo(MAIL.refused());
        }

        @ParameterizedTest(name = "{1} to {0}")
        @CsvSource({
            "GREETING, 554 go away",
            "GREETING, 421 too busy",
            "EHLO, 421 too busy",
            "MAIL, 550 who are you",
            "MAIL, 451 later",
            "RCPT, 450 later",
            "RCPT, 421 too busy",
            "DATA, 451 later",
            "., 452 disk full",
            "., nonsense"
        })
        void a_mail_that_may_be_taken_later_is_not_refused(String command, String answer) {
            server.answers(command, answer);
            assertThat(mailerFor(server.port()).perform(MAIL)).isEqualTo(MAIL.unknown());

            server.answersKindly();
            assertThat(mailer.perform(MAIL)).isEqualTo(MAIL.accepted());
        }

        @ParameterizedTest
        @ValueSource(strings = {"GREETING", "EHLO", "MAIL", "RCPT", "DATA", "."})
        void a_server_that_hangs_up_or_falls_silent_gives_no_answer(String command) {
            mailerFor(server.port());
            for (String trouble : new String[] {HANGS_UP, SAYS_NOTHING}) {
                server.answers(command, trouble);
                assertThat(mailer.perform(MAIL)).isEqualTo(MAIL.unknown());
            }

            server.answersKindly();
            assertThat(mailer.perform(MAIL)).isEqualTo(MAIL.accepted());
        }

        @Test
        void one_connection_carries_one_mail_after_the_other() {
            mailerFor(server.port());
            for (int i = 0; i < 20; i++) {
                mailer.perform(MAIL);
            }
            server.answers("RCPT", "550 no such user");
            mailer.perform(MAIL);
            server.answersKindly();
            assertThat(mailer.perform(MAIL)).isEqualTo(MAIL.accepted());
            assertThat(server.connections()).isEqualTo(1);
        }

        @Test
        void a_broken_connection_costs_one_attempt_and_is_replaced() throws IOException {
            mailerFor(server.port()).perform(MAIL);
            server.hangUp();

            assertThat(mailer.perform(MAIL)).isEqualTo(MAIL.unknown());
            assertThat(mailer.perform(MAIL)).isEqualTo(MAIL.accepted());
            assertThat(server.connections()).isEqualTo(2);
        }

        @Test
        void many_mails_at_once_share_the_connections() {
            mailerFor(server.port());
            try (var effects = Executors.newVirtualThreadPerTaskExecutor()) {
                for (int i = 0; i < 200; i++) {
                    effects.submit(() -> mailer.perform(MAIL));
                }
            }
            assertThat(server.connections()).isLessThanOrEqualTo(CONNECTIONS);
            assertThat(server.commands())
                    .filteredOn(line -> line.equals("DATA"))
                    .hasSize(200);
        }

        @Test
        void an_international_domain_goes_out_in_its_ascii_form() {
            assertThat(mailerFor(server.port()).perform(to("Ada", "ada@bücher.example")))
                    .isEqualTo(MAIL.accepted());
            assertThat(mailer.perform(to("Ada", "ada@example.org\u013E\u010D\u010ARSET")))
                    .isEqualTo(MAIL.accepted());
            assertThat(server.commands())
                    .contains("RCPT TO:<ada@xn--bcher-kva.example>", "RCPT TO:<ada@example.xn--orgrset-45ar30c>")
                    .doesNotContain("RSET");
        }

        /** Č (U+010C) and its neighbours end in the bytes of CR, LF, space and brackets when cut to ASCII. */
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "ađa@example.org",
                    "a\u013E\u010D\u010ARSET\u010D\u010A@example.org",
                    "ada@exam\uFF1Eple.org",
                    "ada@example.org>\r\nRSET",
                    "a da@example.org",
                    "eve@example.org,ada@example.org",
                    "ada",
                    "@",
                    ""
                })
        void an_address_that_cannot_be_written_safely_is_refused_and_never_sent(String email) {
            assertThat(mailerFor(server.port()).perform(to("Ada", email))).isEqualTo(MAIL.refused());
            assertThat(server.commands()).isEmpty();
        }

        @Test
        void a_stopped_mailer_takes_no_more_and_says_so() {
            mailerFor(server.port()).perform(MAIL);
            mailer.stop();
            assertThat(mailer.perform(MAIL)).isEqualTo(MAIL.unknown());
        }
    }
}
