package dev.warren.notifications.mail;

import static dev.warren.notifications.Fixtures.CONFIRMATION;
import static dev.warren.notifications.Fixtures.MAIL;
import static dev.warren.notifications.mail.ScriptedMailServer.HANGS_UP;
import static dev.warren.notifications.mail.ScriptedMailServer.SAYS_NOTHING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.warren.notifications.SendMail;
import java.io.IOException;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of a mail at a server that is not always kind. */
class SmtpMailerIT {

    private final ScriptedMailServer server = new ScriptedMailServer();
    private final SmtpMailer mailer = TestMailer.sendingTo(server.port());

    SmtpMailerIT() throws IOException {}

    @AfterEach
    void stop() throws InterruptedException {
        mailer.stop();
        server.close();
    }

    private static SendMail to(String name, String email) {
        return new SendMail(CONFIRMATION, name, email);
    }

    @ParameterizedTest(name = "{1} to {0}")
    @CsvSource({"RCPT, 550 no such user", "RCPT, 552 mailbox full", "DATA, 554 no", "., 554 spam"})
    void a_mail_that_will_never_be_taken_is_refused(String command, String answer) {
        server.answers(command, answer);
        assertThat(mailer.perform(MAIL)).isEqualTo(MAIL.refused());
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
        assertThat(mailer.perform(MAIL)).isEqualTo(MAIL.unknown());

        server.answersKindly();
        assertThat(mailer.perform(MAIL)).isEqualTo(MAIL.accepted());
    }

    @ParameterizedTest
    @ValueSource(strings = {"GREETING", "EHLO", "MAIL", "RCPT", "DATA", "."})
    void a_server_that_hangs_up_or_falls_silent_gives_no_answer(String command) {
        for (String trouble : new String[] {HANGS_UP, SAYS_NOTHING}) {
            server.answers(command, trouble);
            assertThat(mailer.perform(MAIL)).isEqualTo(MAIL.unknown());
        }

        server.answersKindly();
        assertThat(mailer.perform(MAIL)).isEqualTo(MAIL.accepted());
    }

    @Test
    void no_mail_goes_to_this_machine_when_the_server_is_elsewhere() throws InterruptedException {
        var elsewhere = TestMailer.sendingTo("127.0.0.2", server.port());

        assertThat(elsewhere.perform(MAIL)).isEqualTo(MAIL.unknown());
        assertThat(server.connections()).isZero();
        elsewhere.stop();
    }

    @Test
    void one_connection_carries_one_mail_after_the_other() {
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
        mailer.perform(MAIL);
        server.hangUp();

        assertThat(mailer.perform(MAIL)).isEqualTo(MAIL.unknown());
        assertThat(mailer.perform(MAIL)).isEqualTo(MAIL.accepted());
        assertThat(server.connections()).isEqualTo(2);
    }

    @Test
    void many_mails_at_once_share_the_connections() {
        try (var effects = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 200; i++) {
                effects.submit(() -> mailer.perform(MAIL));
            }
        }
        assertThat(server.connections()).isLessThanOrEqualTo(TestMailer.CONNECTIONS);
        assertThat(server.commands()).filteredOn(line -> line.equals("DATA")).hasSize(200);
    }

    @Test
    void an_international_domain_goes_out_in_its_ascii_form() {
        assertThat(mailer.perform(to("Ada", "ada@bücher.example"))).isEqualTo(MAIL.accepted());
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
        assertThat(mailer.perform(to("Ada", email))).isEqualTo(MAIL.refused());
        assertThat(server.commands()).isEmpty();
    }

    @Test
    void a_stopped_mailer_takes_no_more_and_says_so() throws InterruptedException {
        mailer.perform(MAIL);
        mailer.stop();
        assertThat(mailer.perform(MAIL)).isEqualTo(MAIL.unknown());
    }

    @Test
    void a_server_that_is_down_gives_no_answer() {
        server.close();
        assertThat(mailer.perform(MAIL)).isEqualTo(MAIL.unknown());
    }

    @Test
    void a_sender_that_is_no_address_is_found_at_the_start() {
        assertThatThrownBy(() -> TestMailer.sending("nobody at home", 1025))
                .hasMessageContaining("notifications.from must be one address")
                .hasMessageContaining("nobody at home");
    }
}
